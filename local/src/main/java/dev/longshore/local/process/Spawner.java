package dev.longshore.local.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.File;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Starts programs by posix_spawn, which costs less than half of what java.lang.ProcessBuilder does.
 *
 * <p>A child has no signal blocked or ignored and no descriptor but those that it is given.
 */
final class Spawner {

  /** Among the descriptors of a child: /dev/null. */
  static final int NOTHING = -1;

  private static final int O_WRONLY = 1;
  private static final int O_RDWR = 2;
  private static final int SETPGROUP = 0x02;
  private static final int SETSIGDEF_SETSIGMASK = 0x04 | 0x08;
  // No struct that is passed here is larger on any platform (posix_spawnattr_t of glibc: 336).
  private static final int STRUCT_BYTES = 1024;
  // How many descriptors other threads may open between our look at them and the child's start,
  // where we have to look.
  private static final int OPENED_MEANWHILE = 64;
  private static final String OWN_DESCRIPTORS = "/proc/self/fd";

  private final CLibrary library;
  private final Arena memory = Arena.ofAuto();
  private final MemorySegment nothing = memory.allocateFrom("/dev/null");
  private final MemorySegment ownGroup;
  private final MemorySegment ownSession;
  private final boolean closesByItself;
  private final MethodHandle spawn;
  private final MethodHandle initActions;
  private final MethodHandle destroyActions;
  private final MethodHandle addDuplicate;
  private final MethodHandle addOpen;
  private final MethodHandle addDirectory;
  private final MethodHandle addClose;
  private final Optional<MethodHandle> addCloseFrom;
  private final int openToKeep;
  private final boolean mayReopen = new File(OWN_DESCRIPTORS).isDirectory();

  /**
   * @param addCloseFrom {@code posix_spawn_file_actions_addclosefrom_np}, which only glibc 2.34 and
   *     newer have
   * @throws UnsupportedOperationException if another function is missing here, with the line for
   *     the user
   */
  Spawner(Platform platform, CLibrary library, Optional<MethodHandle> addCloseFrom) {
    this.library = library;
    this.addCloseFrom = addCloseFrom;
    openToKeep = O_WRONLY | platform.closeOnExec;
    spawn = library.function("posix_spawn", 6);
    initActions = library.function("posix_spawn_file_actions_init", 1);
    destroyActions = library.function("posix_spawn_file_actions_destroy", 1);
    addDuplicate = library.function("posix_spawn_file_actions_adddup2", 3);
    addOpen = library.function("posix_spawn_file_actions_addopen", 5);
    addDirectory = library.function("posix_spawn_file_actions_addchdir_np", 2);
    addClose = library.function("posix_spawn_file_actions_addclose", 2);
    closesByItself = platform.closeAll != 0;
    var always = SETSIGDEF_SETSIGMASK | platform.closeAll;
    ownGroup = attributes(always | SETPGROUP);
    ownSession = attributes(always | platform.ownSession);
  }

  /**
   * Starts a program in a process group of its own.
   *
   * @param descriptors what it finds as 0, 1, 2 and so on: descriptors of ours, or {@link #NOTHING}
   * @param kept a descriptor of ours that its process holds until the program itself begins
   * @return its process number, which is the group's too, or the negated errno
   */
  int start(Program program, List<Integer> descriptors, int kept) {
    return start(program, descriptors, kept, ownGroup);
  }

  /** Starts a program in a session of its own, away from any terminal. */
  int startSession(Program program, List<Integer> descriptors) {
    return start(program, descriptors, NOTHING, ownSession);
  }

  // int posix_spawn(pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions,
  //     const posix_spawnattr_t *attributes, char *const argv[], char *const envp[])
  // It is not posix_spawnp, which searches our PATH instead of the program's, and on macOS hands
  // what is not executable to a shell.
  private int start(
      Program program, List<Integer> descriptors, int kept, MemorySegment attributes) {
    try (var arena = Arena.ofConfined()) {
      var pid = arena.allocate(JAVA_INT);
      var file = arena.allocateFrom(program.file()).address();
      var arguments = strings(program.arguments(), arena);
      var environment = strings(program.environment(), arena);
      // int posix_spawn_file_actions_init(posix_spawn_file_actions_t *actions), and destroy alike
      var actions = arena.allocate(STRUCT_BYTES, Long.BYTES).address();
      check(initActions, actions);
      try {
        addActions(actions, arena, program.directory(), descriptors, kept);
        var error =
            library.call(
                spawn, pid.address(), file, actions, attributes.address(), arguments, environment);
        return error == 0 ? pid.get(JAVA_INT, 0) : -error;
      } finally {
        check(destroyActions, actions);
      }
    }
  }

  private void addActions(
      long actions, Arena arena, String directory, List<Integer> descriptors, int kept) {
    for (var i = 0; i < descriptors.size(); i++) {
      if (descriptors.get(i) == NOTHING) {
        // int posix_spawn_file_actions_addopen(posix_spawn_file_actions_t *actions, int fd,
        //     const char *path, int flags, mode_t mode)
        check(addOpen, actions, i, nothing.address(), O_RDWR, 0);
      } else {
        // int posix_spawn_file_actions_adddup2(posix_spawn_file_actions_t *actions, int fd, int to)
        check(addDuplicate, actions, descriptors.get(i), i);
      }
    }
    // int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions,
    //     const char *path)
    check(addDirectory, actions, arena.allocateFrom(directory).address());
    if (closesByItself) {
      return;
    }
    if (kept != NOTHING && addCloseFrom.isPresent() && mayReopen) {
      addKeeping(actions, arena, descriptors.size(), kept, addCloseFrom.get());
    } else {
      addClosing(actions, descriptors.size(), kept);
    }
  }

  // Opened anew as the lowest that is free, what is kept leaves a single range to be closed: to
  // name
  // each descriptor below it costs a twentieth of a start.
  private void addKeeping(long actions, Arena arena, int lowest, int kept, MethodHandle closeFrom) {
    var own = arena.allocateFrom(OWN_DESCRIPTORS + "/" + kept);
    check(addOpen, actions, lowest, own.address(), openToKeep, 0);
    check(closeFrom, actions, lowest + 1);
  }

  // int posix_spawn_file_actions_addclose(posix_spawn_file_actions_t *actions, int fd)
  // int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from)
  private void addClosing(long actions, int from, int kept) {
    for (var i = from; i < kept; i++) {
      check(addClose, actions, i);
    }
    var rest = Math.max(from, kept + 1);
    if (addCloseFrom.isPresent()) {
      check(addCloseFrom.get(), actions, rest);
      return;
    }
    var last = highestOpen() + OPENED_MEANWHILE;
    for (var i = rest; i <= last; i++) {
      check(addClose, actions, i);
    }
  }

  private static int highestOpen() {
    var open = new File(OWN_DESCRIPTORS).list();
    if (open == null) {
      throw SystemCallFailed.of(OWN_DESCRIPTORS, Errno.ENOENT);
    }
    return Stream.of(open).mapToInt(Integer::parseInt).max().orElse(0);
  }

  // int posix_spawnattr_init(posix_spawnattr_t *attributes)
  // int posix_spawnattr_setflags(posix_spawnattr_t *attributes, short flags)
  // int posix_spawnattr_setsigdefault(posix_spawnattr_t *attributes, const sigset_t *signals)
  // int posix_spawnattr_setsigmask(posix_spawnattr_t *attributes, const sigset_t *signals)
  // int sigemptyset(sigset_t *signals), and sigfillset alike
  private MemorySegment attributes(int flags) {
    var attributes = memory.allocate(STRUCT_BYTES, Long.BYTES);
    var signals = memory.allocate(STRUCT_BYTES, Long.BYTES).address();
    check(library.function("posix_spawnattr_init", 1), attributes.address());
    check(library.function("posix_spawnattr_setflags", 2), attributes.address(), flags);
    check(library.function("sigfillset", 1), signals);
    check(library.function("posix_spawnattr_setsigdefault", 2), attributes.address(), signals);
    check(library.function("sigemptyset", 1), signals);
    check(library.function("posix_spawnattr_setsigmask", 2), attributes.address(), signals);
    return attributes;
  }

  private static long strings(List<String> strings, Arena arena) {
    // The last one stays null.
    var array = arena.allocate(ADDRESS, strings.size() + 1);
    for (var i = 0; i < strings.size(); i++) {
      array.setAtIndex(ADDRESS, i, arena.allocateFrom(strings.get(i)));
    }
    return array.address();
  }

  // These answer with the errno itself; all that they lack can be is memory.
  private void check(MethodHandle function, long... words) {
    SystemCallFailed.check("posix_spawn", -library.call(function, words));
  }
}

package dev.longshore.local.process;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The system's functions that open, lock, signal and wait.
 *
 * <p>What answers with an int does so as the kernel does: with what was asked for, or with the
 * negated errno. A failure that nothing but an exhausted machine explains is a {@link
 * SystemCallFailed}.
 */
final class Posix {

  static final int SIGKILL = 9;
  static final int SIGTERM = 15;

  // The descriptors below are what children are given; ours lie above, so that none collide.
  private static final int FIRST_OWN = 4;
  private static final int O_WRONLY = 1;
  private static final int OWNER_ALONE = 0600;
  private static final int F_SETFD = 2;
  private static final int FD_CLOEXEC = 1;
  private static final int LOCK_EX_NB = 2 | 4;
  private static final int P_PID = 1;
  private static final int WEXITED = 4;
  private static final int SIG_DFL = 0;
  // No struct that is passed here is larger on any platform (struct rusage of Linux: 144).
  private static final int STRUCT_BYTES = 1024;

  private final Platform platform;
  private final CLibrary library;
  private final MethodHandle open;
  private final MethodHandle close;
  private final MethodHandle fcntl;
  private final MethodHandle pipe;
  private final MethodHandle write;
  private final MethodHandle flock;
  private final MethodHandle kill;
  private final MethodHandle waitid;
  private final MethodHandle wait4;
  private final MethodHandle signal;

  private Posix(Platform platform, CLibrary library) {
    this.platform = platform;
    this.library = library;
    open = library.variadic("open");
    close = library.function("close", 1);
    fcntl = library.variadic("fcntl");
    pipe = library.function("pipe", 1);
    write = library.function("write", 3);
    flock = library.function("flock", 2);
    kill = library.function("kill", 2);
    waitid = library.function("waitid", 4);
    wait4 = library.function("wait4", 4);
    signal = library.function("signal", 2);
  }

  /**
   * That of the system that this JVM runs on.
   *
   * @throws UnsupportedOperationException if a function is missing here, with the line for the user
   */
  static Posix ofThisMachine() {
    return new Posix(Platform.named(System.getProperty("os.name")), new CLibrary());
  }

  /** Starts processes on the same system. */
  Spawner spawner() {
    var addCloseFrom = library.optional("posix_spawn_file_actions_addclosefrom_np", 2);
    return new Spawner(platform, library, addCloseFrom);
  }

  /** What {@link #pipe} made. */
  record Pipe(int readEnd, int writeEnd) {}

  /**
   * How a process ended.
   *
   * @param code its exit code, or 128 + the number of the signal that ended it
   * @param cpu that it used, with those of its children that it had waited for
   */
  record Ended(int code, Duration cpu) {}

  /**
   * Opens a file for this process alone, to append; makes it, for its owner alone, if missing.
   *
   * <p>{@code int open(const char *path, int flags, mode_t mode)}
   */
  int openToAppend(Path file) {
    try (var arena = Arena.ofConfined()) {
      var path = arena.allocateFrom(file.toString()).address();
      var flags = O_WRONLY | platform.append | platform.create | platform.closeOnExec;
      return own(library.call(open, path, flags, OWNER_ALONE));
    }
  }

  /** {@code int close(int fd)}. The descriptor is free whatever it answers, even EINTR. */
  int close(int descriptor) {
    return library.callOnce(close, descriptor);
  }

  /**
   * A pipe for this process alone.
   *
   * <p>{@code int pipe(int fds[2])}
   */
  Pipe pipe() {
    try (var arena = Arena.ofConfined()) {
      var ends = arena.allocate(JAVA_INT, 2);
      SystemCallFailed.check("pipe", library.call(pipe, ends.address()));
      return new Pipe(ownPipeEnd(ends.get(JAVA_INT, 0)), ownPipeEnd(ends.get(JAVA_INT, 4)));
    }
  }

  /** {@code ssize_t write(int fd, const void *data, size_t size)}, of a few ASCII characters. */
  int write(int descriptor, String text) {
    try (var arena = Arena.ofConfined()) {
      var bytes = arena.allocateFrom(text, StandardCharsets.US_ASCII);
      return library.call(write, descriptor, bytes.address(), text.length());
    }
  }

  /**
   * Takes the lock of an open file if it is free. It belongs to the open file, which children can
   * inherit, and is let go of when the last of them has closed it.
   *
   * <p>{@code int flock(int fd, int operation)}
   */
  boolean lock(int descriptor) {
    var result = library.call(flock, descriptor, LOCK_EX_NB);
    return result != -platform.again && SystemCallFailed.check("flock", result) == 0;
  }

  /**
   * Signals a child's process group, or the child alone if it has moved to another group. Does
   * nothing if there is nobody whom we may signal: macOS says so also of zombies.
   *
   * <p>{@code int kill(pid_t pid, int signal)}
   */
  void signalGroup(int child, int signal) {
    if (!signal(-child, signal)) {
      signal(child, signal);
    }
  }

  /**
   * Waits until a child has ended, and leaves it: its number is not free before {@link #reap}.
   * False if it is none of ours, or somebody else has reaped it.
   *
   * <p>{@code int waitid(idtype_t type, id_t id, siginfo_t *info, int options)}
   */
  boolean awaitEnd(int child) {
    try (var arena = Arena.ofConfined()) {
      var info = arena.allocate(STRUCT_BYTES, Long.BYTES).address();
      var options = WEXITED | platform.leaveWaitable;
      var answer = library.call(waitid, P_PID, child, info, options);
      return answer != -Errno.ECHILD && SystemCallFailed.check("waitid", answer) == 0;
    }
  }

  /**
   * Takes the exit code of a child that has ended; its number is free from now on.
   *
   * <p>{@code pid_t wait4(pid_t pid, int *status, int options, struct rusage *usage)}
   *
   * @throws SystemCallFailed if it is no child of ours, or somebody else has waited for it
   */
  Ended reap(int child) {
    try (var arena = Arena.ofConfined()) {
      var status = arena.allocate(JAVA_INT);
      var usage = arena.allocate(STRUCT_BYTES, Long.BYTES);
      SystemCallFailed.check(
          "wait4", library.call(wait4, child, status.address(), 0, usage.address()));
      return new Ended(exitCode(status.get(JAVA_INT, 0)), time(usage, 0).plus(time(usage, 16)));
    }
  }

  /**
   * Makes sure that children which end are kept until they are waited for: whoever started this JVM
   * may have had the system drop them. Java does so too, before its own first child.
   *
   * <p>{@code sighandler_t signal(int signal, sighandler_t handler)}
   */
  void keepChildrenUntilReaped() {
    SystemCallFailed.check("signal", library.call(signal, platform.childEnded, SIG_DFL));
  }

  /** What a wait status says, counted as Docker counts. */
  static int exitCode(int status) {
    var signal = status & 0x7f;
    return signal == 0 ? status >> 8 & 0xff : 128 + signal;
  }

  private boolean signal(int target, int signal) {
    var answer = library.call(kill, target, signal);
    var nobody = answer == -Errno.ESRCH || answer == -Errno.EPERM;
    return !nobody && SystemCallFailed.check("kill", answer) == 0;
  }

  // A struct timeval: seconds as a long; microseconds as a long on Linux, as an int on macOS. Both
  // lie little-endian, so that the int is right for either.
  private static Duration time(MemorySegment usage, long offset) {
    var micros = usage.get(JAVA_INT, offset + Long.BYTES);
    return Duration.ofSeconds(usage.get(JAVA_LONG, offset), micros * 1_000L);
  }

  // pipe2, which would do it at once, is not on macOS. A child that another thread starts meanwhile
  // closes what is not meant for it.
  private int ownPipeEnd(int descriptor) {
    var end = SystemCallFailed.check("fcntl", own(descriptor));
    SystemCallFailed.check("fcntl", library.call(fcntl, end, F_SETFD, FD_CLOEXEC));
    return end;
  }

  // int fcntl(int fd, int command, int argument)
  // A low number comes up only where this JVM was started with its standard streams closed.
  private int own(int descriptor) {
    if (descriptor < 0 || descriptor >= FIRST_OWN) {
      return descriptor;
    }
    var moved = library.call(fcntl, descriptor, platform.duplicateCloseOnExec, FIRST_OWN);
    close(descriptor);
    return moved;
  }
}

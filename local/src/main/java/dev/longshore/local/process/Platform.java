package dev.longshore.local.process;

import java.util.Locale;

/**
 * The numbers that the C headers of the systems we run on do not agree about. Those of Linux hold
 * for x86_64 and arm64.
 */
enum Platform {
  LINUX(0x40, 0x400, 0x80000, 1030, 0x01000000, 17, 0x80, 0, 11),
  MACOS(0x200, 0x8, 0x1000000, 67, 0x20, 20, 0x400, 0x4000, 35);

  /** {@code <fcntl.h>}. */
  final int create;

  final int append;
  final int closeOnExec;
  final int duplicateCloseOnExec;

  /** {@code <sys/wait.h>}: WNOWAIT. */
  final int leaveWaitable;

  /** {@code <signal.h>}: SIGCHLD. */
  final int childEnded;

  /**
   * {@code <spawn.h>}: POSIX_SPAWN_SETSID, and POSIX_SPAWN_CLOEXEC_DEFAULT, which macOS has alone.
   */
  final int ownSession;

  final int closeAll;

  /** {@code <errno.h>}: EAGAIN, which is EWOULDBLOCK too. */
  final int again;

  Platform(
      int create,
      int append,
      int closeOnExec,
      int duplicateCloseOnExec,
      int leaveWaitable,
      int childEnded,
      int ownSession,
      int closeAll,
      int again) {
    this.create = create;
    this.append = append;
    this.closeOnExec = closeOnExec;
    this.duplicateCloseOnExec = duplicateCloseOnExec;
    this.leaveWaitable = leaveWaitable;
    this.childEnded = childEnded;
    this.ownSession = ownSession;
    this.closeAll = closeAll;
    this.again = again;
  }

  /**
   * The system that is named so.
   *
   * @param name as the property {@code os.name} gives it
   * @throws UnsupportedOperationException for any other, with the line for the user
   */
  static Platform named(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("linux")) {
      return LINUX;
    }
    if (lower.startsWith("mac")) {
      return MACOS;
    }
    throw new UnsupportedOperationException(
        "tasks as processes need Linux or macOS; this is " + name);
  }
}

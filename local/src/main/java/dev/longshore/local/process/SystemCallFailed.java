package dev.longshore.local.process;

/** A system call failed that has no reason to, short of the machine having run out of something. */
final class SystemCallFailed extends RuntimeException {

  private static final long serialVersionUID = 1;

  private SystemCallFailed(String function, int errno) {
    super("%s: %s".formatted(function, Errno.text(errno)));
  }

  static SystemCallFailed of(String function, int errno) {
    return new SystemCallFailed(function, errno);
  }

  /**
   * Passes on what a call has answered.
   *
   * @throws SystemCallFailed if that is a negated errno
   */
  static int check(String function, int answer) {
    if (answer < 0) {
      throw new SystemCallFailed(function, -answer);
    }
    return answer;
  }
}

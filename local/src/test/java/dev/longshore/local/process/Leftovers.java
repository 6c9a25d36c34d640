package dev.longshore.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/** What a life that was killed may have left. */
final class Leftovers {

  private Leftovers() {}

  /** Waits for the reaper's lock, and looks at once for processes that sleep so many seconds. */
  static void assertNoneOnceTheLockIsFree(Path data, String seconds) {
    var posix = Posix.ofThisMachine();
    var lock = DataLock.open(data, "reaper.lock", posix);
    try {
      Await.until("the reaper lets go of its lock", () -> posix.lock(lock));
      assertThat(ProcessTable.holding(seconds)).isEmpty();
    } finally {
      posix.close(lock);
    }
  }
}

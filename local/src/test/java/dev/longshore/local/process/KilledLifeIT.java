package dev.longshore.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class KilledLifeIT {

  private static final int KILLS = 10;

  /** With those of each build, thirty. */
  private static final int MORE_KILLS = 20;

  private static final int STARTS_BEFORE = 300;
  private static final int NANOS_BETWEEN_STARTS = 1_000_000;

  @TempDir Path data;

  /** To repeat one: {@code -Dseed=} the number that it prints. */
  @RepeatedTest(KILLS)
  void whateverMomentTheJvmIsKilledAtNothingOfItIsLeft() throws Exception {
    kill();
  }

  @RepeatedTest(MORE_KILLS)
  @Tag("proof")
  void nothingIsLeftAtManyMoreMomentsEither() throws Exception {
    kill();
  }

  private void kill() throws Exception {
    var seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed " + seed);
    var random = new Random(seed);
    var seconds = Sleeps.unique();
    try (var jvm = OtherJvm.start(data, "bursts", seconds)) {
      for (var starts = random.nextInt(STARTS_BEFORE); starts > 0; starts--) {
        assertThat(jvm.line()).isNotEmpty();
      }
      var moment = System.nanoTime() + random.nextInt(NANOS_BETWEEN_STARTS);
      while (System.nanoTime() < moment) {
        Thread.onSpinWait();
      }
      jvm.kill();
    }

    Leftovers.assertNoneOnceTheLockIsFree(data, seconds);
  }
}

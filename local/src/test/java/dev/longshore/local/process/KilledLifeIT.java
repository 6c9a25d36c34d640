package dev.longshore.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledLifeIT {

  private static final int KILLS = 30;
  private static final int STARTS_BEFORE = 300;
  private static final int NANOS_BETWEEN_STARTS = 1_000_000;

  @TempDir Path data;

  /** To repeat one: {@code -Dseed=} the number that it prints. */
  @Test
  void whateverMomentTheJvmIsKilledAtNothingOfItIsLeft() throws Exception {
    var seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed " + seed);
    var random = new Random(seed);

    for (var i = 0; i < KILLS; i++) {
      var seconds = Sleeps.unique();
      var folder = data.resolve("life-" + i);
      try (var jvm = OtherJvm.start(folder, "bursts", seconds)) {
        for (var starts = random.nextInt(STARTS_BEFORE); starts > 0; starts--) {
          assertThat(jvm.line()).isNotEmpty();
        }
        var moment = System.nanoTime() + random.nextInt(NANOS_BETWEEN_STARTS);
        while (System.nanoTime() < moment) {
          Thread.onSpinWait();
        }
        jvm.kill();
      }

      Leftovers.assertNoneOnceTheLockIsFree(folder, seconds);
    }
  }
}

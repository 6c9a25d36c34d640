package dev.longshore.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.longshore.simulation.cloud.SimulatedCloud.Options.Shipped;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** At AWS's default rates: 20 calls of RunTask at once, then 20 a second. */
class PacingTest {

  private static final double SHARE_MAX = 0.005;

  private final Pacing pacing = new Pacing(Shipped.read(), 1_000);

  @Test
  void aThousandRunsOpenedAtOnceStartWithinFiftySecondsAndAreNotThrottled() {
    var result = pacing.reserved();

    // (1,000 - 20) / 20 a second
    assertThat(result.all()).isBetween(Duration.ofMillis(47_500), Duration.ofMillis(52_500));
    assertThat(result.throttledShare()).isLessThan(SHARE_MAX);
    // The rate is used up all the time: with less care, calls would be throttled.
    assertThat(result.crowded()).isGreaterThan(900);
  }

  @Test
  void backingOffInsteadTakesLongerAndIsThrottledOften() {
    var result = pacing.backingOff();

    assertThat(result.all()).isGreaterThan(pacing.reserved().all());
    assertThat(result.throttledShare()).isGreaterThan(SHARE_MAX);
  }

  @Test
  void noRunIsNoComparison() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Pacing(Shipped.read(), 0))
        .withMessage("there must be a run to start, not 0");
  }
}

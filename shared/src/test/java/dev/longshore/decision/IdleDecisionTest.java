package dev.longshore.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.decision.IdleDecision.Idle;
import dev.longshore.decision.IdleDecision.NotIdle;
import dev.longshore.job.IdlePolicy;
import dev.longshore.job.IdlePolicy.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdleDecisionTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static IdlePolicy policy(Signal signal) {
    return new IdlePolicy(Duration.ofMinutes(5), 2.0, signal);
  }

  private static Sample minute(int m, double cpu, long bytes) {
    return new Sample(NOON.plusSeconds(60L * m), NOON.plusSeconds(60L * m + 60), cpu, bytes);
  }

  /** A sample for each minute, the last ending now. */
  private static List<Sample> minutes(int count, double cpu, long bytes) {
    return IntStream.range(0, count).mapToObj(m -> minute(m, cpu, bytes)).toList();
  }

  private static boolean isIdle(Signal signal, List<Sample> samples) {
    return IdleDecision.of(policy(signal), samples) instanceof Idle;
  }

  @Test
  void noSamplesNeverMeanIdle() {
    assertThat(IdleDecision.of(policy(Signal.CPU), List.of()))
        .isEqualTo(new NotIdle("there are no samples"));
  }

  @Test
  void aTaskIsIdleOnceItWasSilentForAsLongAsItsJobAllows() {
    assertThat(isIdle(Signal.CPU, minutes(4, 0, 0))).isFalse();
    assertThat(isIdle(Signal.CPU, minutes(5, 0, 0))).isTrue();
    assertThat(isIdle(Signal.CPU, minutes(9, 0, 0))).isTrue();
  }

  @Test
  void theLastSecondCounts() {
    var samples = new ArrayList<>(minutes(5, 0, 0));
    samples.set(0, new Sample(NOON.plusMillis(1), NOON.plusSeconds(60), 0, 0));

    assertThat(isIdle(Signal.CPU, samples)).isFalse();
  }

  @Test
  void aMissingSampleAnywhereIsNotIdle() {
    for (var missing = 0; missing < 4; missing++) {
      var samples = new ArrayList<>(minutes(5, 0, 0));
      samples.remove(missing);

      assertThat(isIdle(Signal.CPU, samples)).as("without sample %d", missing).isFalse();
    }
  }

  @Test
  void aGapBeforeTheSilenceDoesNotMatter() {
    var samples = new ArrayList<Sample>();
    samples.add(minute(-9, 50, 0));
    samples.addAll(minutes(5, 0, 0));

    assertThat(isIdle(Signal.CPU, samples)).isTrue();
  }

  @Test
  void samplesThatOverlapCoverWhatTheyCover() {
    var samples =
        List.of(
            new Sample(NOON, NOON.plusSeconds(200), 0, 0),
            new Sample(NOON.plusSeconds(100), NOON.plusSeconds(300), 0, 0));

    assertThat(isIdle(Signal.CPU, samples)).isTrue();
  }

  @Test
  void eachSignalLooksAtItsOwnAndBothAtBoth() {
    for (var cpu : new double[] {0, 1.9, 2, 80}) {
      for (var bytes : new long[] {0, 1}) {
        var samples = minutes(5, cpu, bytes);
        var cpuIsSilent = cpu < 2;
        var logIsSilent = bytes == 0;

        assertThat(isIdle(Signal.CPU, samples)).isEqualTo(cpuIsSilent);
        assertThat(isIdle(Signal.LOGS, samples)).isEqualTo(logIsSilent);
        assertThat(isIdle(Signal.BOTH, samples)).isEqualTo(cpuIsSilent && logIsSilent);
      }
    }
  }

  @Test
  void oneBusySampleIsEnoughToGoOn() {
    for (var busy = 0; busy < 5; busy++) {
      var samples = new ArrayList<>(minutes(5, 0, 0));
      samples.set(busy, minute(busy, 2, 0));

      assertThat(isIdle(Signal.CPU, samples)).as("busy in sample %d", busy).isFalse();
    }
  }

  @Test
  void whatItRestsOnIsSaid() {
    assertThat(IdleDecision.of(policy(Signal.BOTH), minutes(5, 0, 0)).evidence())
        .isEqualTo(
            "CPU below 2.0% and nothing logged from 2026-11-21T12:00:00Z to 2026-11-21T12:05:00Z");
    assertThat(IdleDecision.of(policy(Signal.CPU), minutes(5, 12.34, 7)).evidence())
        .isEqualTo("12.3% CPU and 7 log bytes up to 2026-11-21T12:05:00Z");
  }
}

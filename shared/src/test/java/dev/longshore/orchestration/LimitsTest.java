package dev.longshore.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.SampleJob;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LimitsTest {

  private static final String IDLE = "'idle': {'after': 'PT4M', 'cpuBelow': 2.0, 'signal': 'CPU'}";

  private final Scene scene = new Scene();

  @Test
  void aRunWithoutATaskHasNoLimit() {
    var run = scene.open("");

    assertThat(Limits.nextDue(scene.run(run), SampleJob.smallest(), scene.instant())).isEmpty();
  }

  @Test
  void untilItRunsATasksLimitIsItsStartTimeOut() {
    var run = scene.launched("");

    assertThat(Limits.nextDue(scene.run(run), SampleJob.smallest(), scene.instant()))
        .contains(scene.attempt(run).writtenAt().plus(Duration.ofMinutes(10)));
  }

  @Test
  void onceItRunsItIsItsTimeOut() {
    var run = scene.running("");
    var startedAt = Objects.requireNonNull(scene.attempt(run).startedAt());

    assertThat(Limits.nextDue(scene.run(run), SampleJob.smallest(), scene.instant()))
        .contains(startedAt.plus(Duration.ofHours(1)));
  }

  @Test
  void anIdlePolicyIsLookedAtFourTimesInItsTimeFromItsFirstEndOn() {
    var job = SampleJob.with(IDLE);
    var run = scene.running(IDLE);
    var first = Objects.requireNonNull(scene.attempt(run).startedAt()).plus(Duration.ofMinutes(4));

    assertThat(Limits.nextDue(scene.run(run), job, scene.instant())).contains(first);
    assertThat(Limits.nextDue(scene.run(run), job, first)).contains(first.plusSeconds(60));
    assertThat(Limits.idleInterval(Duration.ofMinutes(4))).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void aTimeOutThatComesBeforeTheNextLookIsNotMissed() {
    var fields = IDLE + ", 'timeout': 'PT4M30S'";
    var job = SampleJob.with(fields);
    var run = scene.running(fields);
    var startedAt = Objects.requireNonNull(scene.attempt(run).startedAt());

    assertThat(Limits.nextDue(scene.run(run), job, startedAt.plus(Duration.ofMinutes(4))))
        .contains(startedAt.plus(Duration.ofSeconds(270)));
  }
}

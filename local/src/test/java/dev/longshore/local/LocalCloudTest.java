package dev.longshore.local;

import static dev.longshore.local.TestJobs.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.longshore.job.Capacity;
import dev.longshore.local.runtime.Script;
import dev.longshore.run.Outcome;
import dev.longshore.run.PastAttempt;
import dev.longshore.run.RunState;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;

class LocalCloudTest {

  private static final Duration WORK = Duration.ofMinutes(3);

  @Test
  void aRunOfAJobThatExitsWithZeroSucceeds() {
    var cloud = VirtualCloud.of(job("etl").build(), _ -> Script.exits(0, WORK));

    var run = cloud.settle(cloud.open("etl", "1"));

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.member().past())
        .extracting(PastAttempt::outcome)
        .containsExactly(Outcome.SUCCEEDED);
    assertThat(cloud.announced()).containsExactly(run.id() + " SUCCEEDED");
    assertThat(cloud.runtime().live()).isZero();
    assertThat(cloud.cloud().stepFunctions().running()).isZero();
  }

  @Test
  void aJobThatFailsTwiceAndThenSucceedsIsTriedThreeTimes() {
    var cloud =
        VirtualCloud.of(
            job("etl").attempts(3).build(), key -> Script.exits(key.n() < 3 ? 1 : 0, WORK));

    var run = cloud.settle(cloud.open("etl", "1"));

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.member().past())
        .extracting(PastAttempt::outcome)
        .containsExactly(Outcome.FAILED, Outcome.FAILED, Outcome.SUCCEEDED);
  }

  @Test
  void aRunOverItsTimeOutIsStoppedWhenThatFallsDue() {
    var cloud =
        VirtualCloud.of(
            job("etl").timeout(Duration.ofSeconds(90)).build(), _ -> Script.worksUntilAsked(0));

    var run = cloud.settle(cloud.open("etl", "1"));

    assertThat(run.state()).isEqualTo(RunState.TIMED_OUT);
    var attempt = run.member().past().getFirst();
    assertThat(Duration.between(attempt.startedAt(), attempt.stoppedAt()))
        .isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void anIdleTaskIsStopped() {
    var cloud =
        VirtualCloud.of(job("etl").idle(Duration.ofMinutes(5)).build(), _ -> Script.hangs());

    var run = cloud.settle(cloud.open("etl", "1"));

    assertThat(run.state()).isEqualTo(RunState.IDLE_STOPPED);
  }

  @Test
  void aSilentButBusyTaskIsNotStopped() {
    var cloud =
        VirtualCloud.of(
            job("etl").idle(Duration.ofMinutes(5)).build(),
            _ -> Script.exits(0, Duration.ofMinutes(50)).silent());

    var run = cloud.settle(cloud.open("etl", "1"));

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void capacityThatIsTakenBackInterruptsTasksOnSpotAndNeverThoseOnDemand() {
    var cloud = VirtualCloud.of(job("etl").build(), _ -> Script.exits(0, WORK));
    takeBackEachMinute(cloud);

    var run = cloud.settle(cloud.open("etl", "1"));

    assertThat(run.member().past())
        .extracting(PastAttempt::capacity, PastAttempt::outcome)
        .containsExactly(
            tuple(Capacity.SPOT, Outcome.INTERRUPTED),
            tuple(Capacity.SPOT, Outcome.INTERRUPTED),
            tuple(Capacity.ON_DEMAND, Outcome.SUCCEEDED));
  }

  private static void takeBackEachMinute(VirtualCloud cloud) {
    var ecs = cloud.cloud().ecs();
    ecs.listTasks(ListTasksRequest.builder().cluster(VirtualCloud.CLUSTER).build())
        .taskArns()
        .forEach(ecs::takeBack);
    var next = cloud.loop().instant().plus(Duration.ofMinutes(1));
    var _ = cloud.loop().at(next, () -> takeBackEachMinute(cloud));
  }
}

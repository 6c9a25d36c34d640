package dev.longshore.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.longshore.json.Fields;
import dev.longshore.local.runtime.Script;
import dev.longshore.local.wire.SdkJson;
import dev.longshore.local.wire.SdkJson.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;

/** A task's way from RunTask to STOPPED, as DescribeTasks shows it and events tell it. */
class TaskLifeTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MIN = Duration.ofSeconds(2);

  @Test
  void aTaskGoesThroughItsStatesWithRisingVersions() {
    var bench = new EcsBench(Lifecycle.REALISTIC, MIN).runs(Script.exits(0, Duration.ofSeconds(8)));
    var arn = bench.launch();
    var seen = new ArrayList<String>();
    for (var second = 0; second < 60; second++) {
      var task = bench.task(arn);
      var line = "%s %s %d".formatted(task.lastStatus(), task.desiredStatus(), task.version());
      if (!seen.contains(line)) {
        seen.add(line);
      }
      bench.loop.runFor(SECOND);
    }

    assertThat(seen)
        .containsExactly(
            "PROVISIONING RUNNING 1",
            "PENDING RUNNING 2",
            "RUNNING RUNNING 3",
            "DEPROVISIONING STOPPED 5",
            "STOPPED STOPPED 6");
  }

  @Test
  void itsTimesAreThoseOfARealTask() {
    var bench = new EcsBench(Lifecycle.REALISTIC, MIN).runs(Script.exits(0, Duration.ofSeconds(8)));
    var arn = bench.launch();
    bench.loop.runFor(Duration.ofMinutes(1));

    var task = bench.task(arn);

    assertThat(
            List.of(
                    task.createdAt(),
                    task.pullStartedAt(),
                    task.startedAt(),
                    task.executionStoppedAt(),
                    task.stoppedAt())
                .stream()
                .map(at -> Duration.between(EcsBench.START, at).toMillis())
                .toList())
        .containsExactly(0L, 18_800L, 20_900L, 28_900L, 52_900L);
  }

  @Test
  void eventsTellThatATaskRunsAndThatItHasStopped() {
    var bench = new EcsBench(Lifecycle.REALISTIC, MIN);
    var arn = bench.launch();
    bench.loop.runFor(Duration.ofHours(1));

    assertThat(bench.events)
        .extracting(event -> event.object("detail").orElseThrow().text("lastStatus"))
        .containsExactly("RUNNING", "STOPPED");
    var event = bench.events.getLast();
    assertThat(event.text("version")).isEqualTo("0");
    assertThat(event.text("detail-type")).isEqualTo("ECS Task State Change");
    assertThat(event.text("source")).isEqualTo("aws.ecs");
    assertThat(event.text("account")).isEqualTo("123456789012");
    assertThat(event.text("region")).isEqualTo("eu-west-1");
    assertThat(event.values().get("resources")).isEqualTo(List.of(arn));
    assertThat(bench.events).extracting(one -> one.text("id")).doesNotHaveDuplicates();
    assertThat(bench.told("RUNNING").getFirst().values().get("version")).isEqualTo(3L);
    assertThat(bench.told("STOPPED").getFirst().values().get("version")).isEqualTo(6L);
  }

  @Test
  void anEventsDetailIsTheTaskWithTimesAsText() {
    var bench = new EcsBench();
    var arn = bench.launch();
    bench.loop.runFor(EcsBench.WORK);

    var task = bench.task(arn);
    var detail = bench.told("STOPPED").getFirst();

    assertThat(detail.text("taskArn")).isEqualTo(task.taskArn());
    assertThat(detail.text("clusterArn")).isEqualTo(task.clusterArn());
    assertThat(detail.text("taskDefinitionArn"))
        .isEqualTo(task.taskDefinitionArn())
        .isEqualTo("arn:aws:ecs:eu-west-1:123456789012:task-definition/etl:1");
    assertThat(detail.text("group")).isEqualTo(task.group()).isEqualTo("family:etl");
    assertThat(detail.text("startedBy")).isEqualTo(task.startedBy());
    assertThat(detail.text("launchType")).as("also on Spot").isEqualTo("FARGATE");
    assertThat(detail.text("capacityProviderName")).isEqualTo("FARGATE_SPOT");
    assertThat(detail.text("stopCode")).isEqualTo("EssentialContainerExited");
    assertThat(detail.text("stoppedReason")).isEqualTo("Essential container in task exited");
    assertThat(detail.instant("stoppedAt")).isEqualTo(task.stoppedAt());
    assertThat(detail.instant("pullStartedAt")).isEqualTo(task.pullStartedAt());
    var container = detail.objects("containers").getFirst();
    assertThat(container.text("name")).isEqualTo("job");
    assertThat(container.values().get("exitCode")).isEqualTo(0);
  }

  @Test
  void eventsAndTheApiShowTheSameOfATask() {
    var bench = new EcsBench(Lifecycle.REALISTIC, MIN).runs(Script.exits(3, SECOND));
    var arn =
        bench.launch(
            EcsBench.request()
                .enableExecuteCommand(false)
                .group("mine")
                .networkConfiguration(
                    network -> network.awsvpcConfiguration(vpc -> vpc.subnets("s-1")))
                .build());
    for (var second = 0; second < 60; second++) {
      bench.loop.runFor(SECOND);
      var known = bench.ecs.describeTasks(EcsBench.describe(List.of(arn))).tasks().getFirst();
      var last = bench.events.isEmpty() ? null : bench.events.getLast();
      if (last != null
          && last.object("detail").orElseThrow().text("lastStatus").equals(known.lastStatus())) {
        assertThat(last.object("detail").orElseThrow().values())
            .isEqualTo(SdkJson.write(known, Times.ISO_8601));
      }
    }
    assertThat(bench.told("STOPPED")).hasSize(1);
  }

  @Test
  void aContainerThatNeverStartsHasNoExitCode() {
    var bench = new EcsBench().runs(Script.neverStarts("CannotPullContainerError: no such image"));
    bench.launch();
    bench.loop.runFor(EcsBench.WORK);

    var detail = bench.told("STOPPED").getFirst();

    assertThat(bench.told("RUNNING")).isEmpty();
    assertThat(detail.text("stopCode")).isEqualTo("TaskFailedToStart");
    assertThat(detail.text("stoppedReason")).contains("CannotPullContainerError");
    assertThat(detail.objects("containers").getFirst().values()).doesNotContainKey("exitCode");
    assertThat(detail.values()).doesNotContainKey("startedAt");
  }

  @Test
  void aTaskThatIsStoppedBeforeItRunsNeverDoes() {
    var bench = new EcsBench(Lifecycle.REALISTIC, MIN);
    var arn = bench.launch();
    bench.loop.runFor(SECOND);

    bench.stop(arn);
    bench.loop.runFor(Duration.ofMinutes(1));

    assertThat(bench.told("RUNNING")).isEmpty();
    var detail = bench.told("STOPPED").getFirst();
    assertThat(detail.text("stopCode")).isEqualTo("UserInitiated");
    assertThat(detail.text("stoppedReason")).isEqualTo("Task stopped by user");
    assertThat(detail.objects("containers").getFirst().values()).doesNotContainKey("exitCode");
    assertThat(detail.values()).doesNotContainKey("pullStartedAt");
  }

  @Test
  void aTaskThatIsStoppedWhileItIsBeingStartedIsToldToEndAtOnce() {
    var bench = new EcsBench();
    var arn = bench.launch();
    // Its container is started, but nobody knows yet that it runs.
    var _ = bench.loop.runUntil(bench.loop.instant(), () -> bench.runtime.live() == 1);

    bench.stop(arn);
    bench.loop.runFor(Duration.ZERO);

    assertThat(bench.runtime.live()).isZero();
    assertThat(exitCode(bench.told("STOPPED").getFirst())).isEqualTo(143);
  }

  @Test
  void stoppingIsToldWithItsReasonBeforeTheTaskHasStopped() {
    var bench = new EcsBench().runs(Script.worksUntilAsked(0).stubborn());
    var arn = bench.launch();
    bench.loop.runFor(SECOND);

    var _ =
        bench.ecs.stopTask(
            StopTaskRequest.builder()
                .cluster(EcsBench.CLUSTER)
                .task(arn)
                .reason("longshore:TIMED_OUT: too long")
                .build());

    var notice = bench.told("RUNNING").getLast();
    assertThat(notice.text("desiredStatus")).isEqualTo("STOPPED");
    assertThat(notice.text("stopCode")).isEqualTo("UserInitiated");
    assertThat(notice.text("stoppedReason")).isEqualTo("longshore:TIMED_OUT: too long");
    assertThat(bench.told("STOPPED")).isEmpty();
  }

  @Test
  void whoStopsFirstSaysWhy() {
    var bench = new EcsBench().runs(Script.worksUntilAsked(0).stubborn());
    var arn = bench.launch();
    bench.loop.runFor(SECOND);
    bench.stop(arn);

    var again =
        bench.ecs.stopTask(
            StopTaskRequest.builder().cluster(EcsBench.CLUSTER).task(arn).reason("later").build());

    assertThat(again.task().stoppedReason()).isEqualTo("Task stopped by user");
  }

  @Test
  void stoppingWhatHasStoppedShowsItAndChangesNothing() {
    var bench = new EcsBench();
    var arn = bench.launch();
    bench.loop.runFor(EcsBench.WORK);
    var events = bench.events.size();

    var task = bench.stop(arn);

    assertThat(task.stopCodeAsString()).isEqualTo("EssentialContainerExited");
    bench.loop.runFor(SECOND);
    assertThat(bench.events).hasSize(events);
  }

  @Test
  void whatIsUnknownCannotBeStopped() {
    var bench = new EcsBench();

    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(() -> bench.stop("arn:aws:ecs:eu-west-1:123456789012:task/longshore/0"))
        .withMessageContaining("The referenced task was not found.");
  }

  @ParameterizedTest
  @CsvSource({
    // the job's stop time-out in s (0 for none), the least one, and when SIGKILL comes
    "0, 2, 30",
    "120, 2, 120",
    "1, 2, 2",
    // At a thousand times the speed of time, 2 s of it are 2,000 s.
    "30, 2000, 2000",
  })
  void sigkillComesAfterTheStopTimeout(long stopTimeout, long least, long expected) {
    var bench =
        new EcsBench(Lifecycle.INSTANT, Duration.ofSeconds(least))
            .runs(Script.worksUntilAsked(0).stubborn());
    if (stopTimeout > 0) {
      bench.stopsWithin(Duration.ofSeconds(stopTimeout));
    }
    var arn = bench.launch();
    bench.loop.runFor(SECOND);

    bench.stop(arn);
    bench.loop.runFor(Duration.ofSeconds(expected).minusMillis(1));
    assertThat(bench.runtime.live()).isEqualTo(1);
    bench.loop.runFor(Duration.ofMillis(1));

    assertThat(bench.task(arn).containers().getFirst().exitCode()).isEqualTo(137);
  }

  @Test
  void aSpotInterruptionIsNoticeThenSigtermThenSigkill() {
    var bench =
        new EcsBench()
            .runs(Script.worksUntilAsked(0).stubborn())
            .stopsWithin(Duration.ofMinutes(2))
            .interrupts(Duration.ofMinutes(1));
    bench.launch();

    bench.loop.runFor(Duration.ofMinutes(1).plusSeconds(119));

    var notice = bench.told("RUNNING").getLast();
    assertThat(notice.text("desiredStatus")).isEqualTo("STOPPED");
    assertThat(notice.text("stopCode")).isEqualTo("SpotInterruption");
    assertThat(notice.text("stoppedReason")).isEqualTo("Your Spot Task was interrupted.");
    assertThat(notice.instant("stoppingAt")).isEqualTo(EcsBench.START.plusSeconds(60));
    assertThat(bench.told("STOPPED")).isEmpty();

    bench.loop.runFor(SECOND);

    assertThat(exitCode(bench.told("STOPPED").getFirst())).isEqualTo(137);
  }

  @Test
  void aContainerThatHeedsSigtermExitsWithZeroAndIsInterruptedAllTheSame() {
    var bench = new EcsBench().runs(Script.worksUntilAsked(0)).interrupts(Duration.ofMinutes(1));
    bench.launch();

    bench.loop.runFor(Duration.ofMinutes(1));

    var detail = bench.told("STOPPED").getFirst();
    assertThat(detail.text("stopCode")).isEqualTo("SpotInterruption");
    assertThat(exitCode(detail)).isEqualTo(0);
  }

  private static int exitCode(Fields detail) {
    return detail.objects("containers").getFirst().integer("exitCode");
  }

  @Test
  void whatIsOnDemandIsNotInterrupted() {
    var bench = new EcsBench().interrupts(Duration.ofMinutes(1));
    bench.launch(EcsBench.onDemand());

    bench.loop.runFor(EcsBench.WORK);

    assertThat(bench.told("STOPPED").getFirst().text("stopCode"))
        .isEqualTo("EssentialContainerExited");
  }

  @Test
  void interruptionsByChanceComeAsOftenAsTheyShould() {
    var random = new SplittableRandom(1);
    var market = CapacityMarket.interrupting(4);

    var mean =
        IntStream.range(0, 20_000)
            .mapToLong(_ -> market.interruption("", random).orElseThrow().toSeconds())
            .average()
            .orElseThrow();

    assertThat(mean).isBetween(870.0, 930.0);
    assertThat(CapacityMarket.interrupting(0).interruption("", random)).isEmpty();
  }
}

package dev.longshore.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.admission.PaceLimit;
import dev.longshore.aws.SqsDeadLetters;
import dev.longshore.job.Job;
import dev.longshore.job.Overlap;
import dev.longshore.local.ecs.CapacityMarket;
import dev.longshore.local.runtime.Script;
import dev.longshore.local.scheduler.LocalScheduler;
import dev.longshore.run.AttemptKey;
import dev.longshore.run.RunId;
import dev.longshore.run.Trigger;
import dev.longshore.schedule.Schedule;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A small story that is told again and again, each time with another fault. */
enum Scenario {
  CLEAN(TestJobs.job("etl").build()) {
    @Override
    Script script(AttemptKey key) {
      return Script.exits(0, WORK);
    }
  },
  INTERRUPTED(TestJobs.job("etl").build()) {
    @Override
    Script script(AttemptKey key) {
      return Script.exits(0, WORK);
    }

    @Override
    Optional<Duration> interruption(AttemptKey key) {
      return key.n() == 1 ? Optional.of(Duration.ofMinutes(1)) : Optional.empty();
    }
  },
  INTERRUPTED_TILL_ON_DEMAND(TestJobs.job("etl").build()) {
    @Override
    Script script(AttemptKey key) {
      // A container that heeds SIGTERM exits with 0, and yet its work is not done.
      return new Script(null, WORK, 0, 0, 1, 1);
    }

    @Override
    Optional<Duration> interruption(AttemptKey key) {
      return Optional.of(Duration.ofMinutes(1));
    }
  },
  FAILING_THEN_FINE(TestJobs.job("etl").attempts(3).build()) {
    @Override
    Script script(AttemptKey key) {
      return Script.exits(key.n() < 3 ? 1 : 0, WORK);
    }
  },
  FAILING(TestJobs.job("etl").attempts(2).build()) {
    @Override
    Script script(AttemptKey key) {
      return Script.exits(1, WORK);
    }
  },
  NEVER_STARTING(TestJobs.job("etl").build()) {
    @Override
    Script script(AttemptKey key) {
      return Script.neverStarts("CannotStartContainerError: no such file");
    }
  },
  WITHOUT_SPOT(TestJobs.job("etl").build()) {
    @Override
    Script script(AttemptKey key) {
      return Script.exits(0, WORK);
    }

    @Override
    Optional<String> shortage(String provider) {
      return provider.equals("FARGATE_SPOT")
          ? Optional.of("Capacity is unavailable at this time. Please try again later")
          : Optional.empty();
    }
  },
  CANCELLED(TestJobs.job("etl").build()) {
    @Override
    Script script(AttemptKey key) {
      return Script.exits(0, LONG_WORK).stubborn();
    }

    @Override
    void happen(VirtualCloud cloud, List<RunId> runs) {
      cloud.awaitTask(runs.getFirst());
      cloud.loop().runFor(Duration.ofMinutes(1));
      cloud.cancel(runs.getFirst());
    }
  },
  CANCELLED_AT_ONCE(TestJobs.job("etl").build()) {
    @Override
    Script script(AttemptKey key) {
      return Script.exits(0, WORK);
    }

    @Override
    void happen(VirtualCloud cloud, List<RunId> runs) {
      cloud.cancel(runs.getFirst());
    }
  },
  ABORTED_BY_HAND(TestJobs.job("etl").build()) {
    @Override
    Script script(AttemptKey key) {
      return Script.worksUntilAsked(0);
    }

    @Override
    void happen(VirtualCloud cloud, List<RunId> runs) {
      cloud.loop().runFor(Duration.ofMinutes(1));
      cloud.abort(runs.getFirst());
    }
  },
  STOPPED_BY_HAND(TestJobs.job("etl").build()) {
    @Override
    Script script(AttemptKey key) {
      return Script.worksUntilAsked(0);
    }

    @Override
    void happen(VirtualCloud cloud, List<RunId> runs) {
      cloud.loop().runFor(Duration.ofMinutes(1));
      cloud.stopTasks();
    }
  },
  TIMED_OUT(TestJobs.job("etl").timeout(Duration.ofMinutes(2)).build()) {
    @Override
    Script script(AttemptKey key) {
      return Script.worksUntilAsked(0);
    }
  },
  IDLE(TestJobs.job("etl").idle(Duration.ofMinutes(5)).build()) {
    @Override
    Script script(AttemptKey key) {
      return Script.hangs();
    }
  },
  WAITING_FOR_A_SLOT(TestJobs.job("etl").overlap(Overlap.QUEUE).build()) {
    @Override
    Script script(AttemptKey key) {
      return Script.exits(0, WORK);
    }

    @Override
    int runs() {
      return 3;
    }
  },
  SKIPPED(TestJobs.job("etl").overlap(Overlap.SKIP).build()) {
    @Override
    Script script(AttemptKey key) {
      return Script.exits(0, LONG_WORK);
    }

    @Override
    int runs() {
      return 2;
    }
  },
  REPLACED(TestJobs.job("etl").overlap(Overlap.REPLACE).build()) {
    @Override
    Script script(AttemptKey key) {
      return Script.exits(0, LONG_WORK);
    }

    @Override
    int runs() {
      return 2;
    }
  },
  THROTTLED(TestJobs.job("etl").build()) {
    @Override
    Script script(AttemptKey key) {
      return Script.exits(0, WORK);
    }

    @Override
    int throttledLaunches() {
      return 2;
    }
  },
  PACED(TestJobs.job("etl").build()) {
    @Override
    Script script(AttemptKey key) {
      return Script.exits(0, WORK);
    }

    @Override
    Story story() {
      return super.story().pacedAt(new PaceLimit("RunTask", 1, 1));
    }

    @Override
    List<RunId> open(VirtualCloud cloud) {
      return List.of(
          cloud.open("etl", "one"), cloud.open("etl", "two"), cloud.open("etl", "three"));
    }
  },
  LONGER_THAN_ITS_TOKEN(TestJobs.job("etl").build()) {
    @Override
    Script script(AttemptKey key) {
      return Script.exits(0, WORK);
    }

    @Override
    Story story() {
      return super.story().on(TestStateMachines.SHORT_TOKENS);
    }
  },
  LONGER_THAN_ITS_EXECUTION(TestJobs.job("etl").build()) {
    @Override
    Script script(AttemptKey key) {
      return Script.worksUntilAsked(0);
    }

    @Override
    Story story() {
      return super.story().on(TestStateMachines.SHORT_EXECUTIONS);
    }
  },
  SCHEDULED(TestJobs.job("etl").schedules(once("12:01"), once("12:30")).build()) {
    @Override
    Script script(AttemptKey key) {
      return Script.exits(0, WORK);
    }

    @Override
    List<RunId> open(VirtualCloud cloud) {
      var runs = new ArrayList<RunId>();
      for (var i = 0; i < job().schedules().size(); i++) {
        var firing = job().schedules().get(i).next(VirtualCloud.START).orElseThrow();
        var trigger =
            Trigger.schedule(
                LocalScheduler.arn(job(), i), firing.toInstant(), job().schedules().get(i).zone());
        runs.add(RunId.of(job().name(), trigger));
      }
      return runs;
    }
  },
  QUEUED(TestJobs.job("etl").withQueue().build()) {
    @Override
    Script script(AttemptKey key) {
      return Script.exits(0, WORK);
    }

    @Override
    List<RunId> open(VirtualCloud cloud) {
      var one = cloud.send("{\"n\": 1}");
      var _ = cloud.send(POISON);
      return List.of(one, cloud.send("{\"n\": 2}"));
    }

    @Override
    void check(VirtualCloud cloud) {
      assertThat(cloud.queueSize()).as("messages that are left").isZero();
      assertThat(cloud.deadLetters())
          .as("dead letters")
          .isNotEmpty()
          .allSatisfy(message -> {
            assertThat(message.body()).isEqualTo(POISON);
            assertThat(message.messageAttributes())
                .hasEntrySatisfying(
                    SqsDeadLetters.REASON,
                    reason ->
                        assertThat(reason.stringValue())
                            .startsWith("the message must be a JSON object"));
          });
    }
  };

  private static final String POISON = "[1]";

  private static final Duration WORK = Duration.ofMinutes(3);

  /** So long that a sweep finds it at work even if the one before it has died with the lease. */
  private static final Duration LONG_WORK = Duration.ofMinutes(8);

  private static final Duration BETWEEN = Duration.ofSeconds(20);

  @SuppressWarnings("ImmutableEnumChecker") // a job is a record of immutable parts
  private final Job job;

  Scenario(Job job) {
    this.job = job;
  }

  abstract Script script(AttemptKey key);

  Optional<Duration> interruption(AttemptKey key) {
    return Optional.empty();
  }

  Optional<String> shortage(String provider) {
    return Optional.empty();
  }

  int runs() {
    return 1;
  }

  /** How many of the first launches ECS throttles. */
  int throttledLaunches() {
    return 0;
  }

  void happen(VirtualCloud cloud, List<RunId> runs) {}

  /** What else must hold in the end. */
  void check(VirtualCloud cloud) {}

  Job job() {
    return job;
  }

  Story story() {
    return Story.of(job, this::script).in(market());
  }

  private CapacityMarket market() {
    return new CapacityMarket() {
      @Override
      public Optional<Duration> interruption(String startedBy, RandomGenerator random) {
        return Scenario.this.interruption(AttemptKey.parse(startedBy).orElseThrow());
      }

      @Override
      public Optional<String> shortage(String capacityProvider) {
        return Scenario.this.shortage(capacityProvider);
      }
    };
  }

  /** Lets it happen from beginning to end, and answers its runs. */
  List<RunId> play(VirtualCloud cloud) {
    var opened = open(cloud);
    happen(cloud, opened);
    cloud.settle(opened);
    return opened;
  }

  List<RunId> open(VirtualCloud cloud) {
    var opened = new ArrayList<RunId>();
    for (var i = 0; i < runs(); i++) {
      opened.add(cloud.open("etl", "request " + i));
      if (i + 1 < runs()) {
        cloud.awaitBegin(opened.getLast());
        cloud.loop().runFor(BETWEEN);
      }
    }
    return opened;
  }

  private static Schedule once(String time) {
    var at = LocalDate.of(2026, 11, 21).atTime(LocalTime.parse(time));
    return new Schedule(new Schedule.At(at), ZoneOffset.UTC, null, Schedule.Missed.LAST);
  }
}

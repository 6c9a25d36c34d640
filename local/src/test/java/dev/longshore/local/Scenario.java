package dev.longshore.local;

import dev.longshore.job.Job;
import dev.longshore.job.Overlap;
import dev.longshore.local.ecs.CapacityMarket;
import dev.longshore.local.runtime.Script;
import dev.longshore.run.AttemptKey;
import dev.longshore.run.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
      return Script.exits(0, WORK).stubborn();
    }

    @Override
    void happen(VirtualCloud cloud, List<RunId> runs) {
      cloud.loop().runFor(Duration.ofMinutes(1));
      var _ = cloud.cloud().canceller().cancel(runs.getFirst(), "asked for");
    }
  },
  CANCELLED_AT_ONCE(TestJobs.job("etl").build()) {
    @Override
    Script script(AttemptKey key) {
      return Script.exits(0, WORK);
    }

    @Override
    void happen(VirtualCloud cloud, List<RunId> runs) {
      var _ = cloud.cloud().canceller().cancel(runs.getFirst(), "asked for");
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
      return Script.exits(0, Duration.ofMinutes(8));
    }

    @Override
    int runs() {
      return 2;
    }
  },
  REPLACED(TestJobs.job("etl").overlap(Overlap.REPLACE).build()) {
    @Override
    Script script(AttemptKey key) {
      return Script.exits(0, WORK);
    }

    @Override
    int runs() {
      return 2;
    }
  };

  private static final Duration WORK = Duration.ofMinutes(3);
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

  void happen(VirtualCloud cloud, List<RunId> runs) {}

  Job job() {
    return job;
  }

  Function<AttemptKey, Script> scripts() {
    return this::script;
  }

  CapacityMarket market() {
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
    var opened = new ArrayList<RunId>();
    for (var i = 0; i < runs(); i++) {
      opened.add(cloud.open("etl", "request " + i));
      if (i + 1 < runs()) {
        cloud.loop().runFor(BETWEEN);
      }
    }
    happen(cloud, opened);
    cloud.settle(opened);
    return opened;
  }
}

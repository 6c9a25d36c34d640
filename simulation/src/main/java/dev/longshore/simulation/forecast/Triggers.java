package dev.longshore.simulation.forecast;

import dev.longshore.aws.Deployment;
import dev.longshore.job.Catalog;
import dev.longshore.job.Job;
import dev.longshore.json.Json;
import dev.longshore.local.LocalCloud;
import dev.longshore.local.loop.EventLoop;
import dev.longshore.local.scheduler.FiringMarks;
import dev.longshore.local.scheduler.LocalScheduler;
import dev.longshore.local.sqs.JobQueue;
import dev.longshore.local.sqs.SimulatedSqs;
import dev.longshore.local.sqs.VirtualEventSource;
import dev.longshore.orchestration.OpenRequest;
import dev.longshore.run.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** What triggers runs: the schedules of the jobs, messages in their queues, and people. */
final class Triggers {

  /** Five pollers of Lambda ask an empty queue each 20 s. */
  static final int POLLS_A_MINUTE = 15;

  private static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(60);
  private static final String OPEN_SCHEDULED = "OpenScheduledRun";

  private final Setting setting;
  private final EventLoop loop;
  private final LocalCloud cloud;
  private final Deployment deployment;
  private final SimulatedSqs sqs;
  private final Chance chance;
  private int requests;

  Triggers(
      Setting setting,
      EventLoop loop,
      LocalCloud cloud,
      Deployment deployment,
      SimulatedSqs sqs,
      Chance chance) {
    this.setting = setting;
    this.loop = loop;
    this.cloud = cloud;
    this.deployment = deployment;
    this.sqs = sqs;
    this.chance = chance;
  }

  /** Has everything come that comes until the end. */
  void start(Catalog catalog) {
    var scheduler =
        new LocalScheduler(
            loop,
            cloud.lambda(),
            OPEN_SCHEDULED,
            new Marks(new HashMap<>()),
            chance.of("windows", ""),
            _ -> {});
    // Asked for before any firing is, so that one which comes due at the very end does not.
    var _ = loop.at(setting.end(), scheduler::close);
    for (var job : catalog.jobs().values()) {
      scheduler.add(job);
      var parameters = JobEdit.parameters(job);
      Runnable arrival =
          job.queued() ? messages(job, Json.write(parameters)) : () -> request(job, parameters);
      arrive(
          setting.plan(job.name()).arrivals(), arrival, chance.of("arrivals", job.name().value()));
    }
  }

  private record Marks(Map<String, Instant> done) implements FiringMarks {

    @Override
    public Optional<Instant> doneUpTo(String scheduleArn) {
      return Optional.ofNullable(done.get(scheduleArn));
    }

    @Override
    public void done(String scheduleArn, Instant time) {
      done.put(scheduleArn, time);
    }
  }

  private Runnable messages(Job job, String body) {
    var queue = JobQueue.of(deployment, job.name().value(), FUNCTION_TIMEOUT);
    var url = queue.create(sqs);
    var function = cloud.deployForQueues(sqs);
    var _ = VirtualEventSource.start(loop, sqs, queue.name(), cloud.lambda(), function);
    var message = SendMessageRequest.builder().queueUrl(url).messageBody(body).build();
    return () -> {
      var _ = sqs.sendMessage(message);
    };
  }

  private void request(Job job, Map<String, Object> parameters) {
    var trigger = Trigger.person("request-" + requests++, loop.instant());
    var _ = cloud.opener().open(OpenRequest.of(job.name(), trigger, parameters));
  }

  private void arrive(Arrivals arrivals, Runnable arrival, RandomGenerator random) {
    new Arriving(arrivals, arrival, random).next(0, Duration.ZERO);
  }

  /** Lets one come after the other; only the next is ever planned. */
  private final class Arriving {

    private final Arrivals arrivals;
    private final Runnable arrival;
    private final RandomGenerator random;

    Arriving(Arrivals arrivals, Runnable arrival, RandomGenerator random) {
      this.arrivals = arrivals;
      this.arrival = arrival;
      this.random = random;
    }

    void next(int number, Duration last) {
      arrivals
          .next(number, last, random)
          .filter(time -> setting.from().plus(time).isBefore(setting.end()))
          .ifPresent(time -> {
            var _ =
                loop.at(
                    setting.from().plus(time),
                    () -> {
                      arrival.run();
                      next(number + 1, time);
                    });
          });
    }
  }
}

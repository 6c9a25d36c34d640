package dev.longshore.simulation.workload;

import dev.longshore.local.call.HandlerDied;
import dev.longshore.run.RunId;
import dev.longshore.simulation.cloud.SimulatedCloud;
import dev.longshore.simulation.fault.Chances;
import dev.longshore.simulation.fault.Fault;
import dev.longshore.simulation.world.AcceptedCancel;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionNotRedrivableException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.RedriveExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;

/** What persons do by hand to runs, executions and tasks. */
final class Hands {

  private static final Duration LOOK = Duration.ofMinutes(1);
  private static final Duration AGAIN = Duration.ofMinutes(1);
  private static final long WITHIN_MILLIS = Duration.ofMinutes(30).toMillis();
  private static final int CANCEL_ONE_IN = 12;

  /** How soon after its abort an execution is redriven. */
  private static final long REDRIVE_WITHIN_MILLIS = Duration.ofMinutes(2).toMillis();

  /** How many runs somebody tries to redrive that was not aborted, of those that are. */
  private static final double FAILURES_REDRIVEN = 0.1;

  private final SimulatedCloud cloud;
  private final Triggers triggers;
  private final Chances chances;
  private final RandomGenerator random;
  private final Set<String> knownTasks = new HashSet<>();
  private int knownRuns;

  Hands(SimulatedCloud cloud, Triggers triggers, Chances chances) {
    this.cloud = cloud;
    this.triggers = triggers;
    this.chances = chances;
    this.random = chances.stream(4);
  }

  /** Begins to look for what is new, each minute. */
  void start() {
    var _ = cloud.loop().at(cloud.loop().now().plus(LOOK), this::look);
  }

  private void look() {
    var runs = triggers.opened();
    for (; knownRuns < runs.size(); knownRuns++) {
      var run = runs.get(knownRuns);
      if (random.nextInt(CANCEL_ONE_IN) == 0) {
        later(random, () -> cancel(run));
      }
      chances.strike(Fault.ABORTED_BY_HAND).ifPresent(detail -> later(detail, () -> abort(run)));
      chances
          .strike(Fault.REDRIVEN_BY_HAND, chances.rate(Fault.REDRIVEN_BY_HAND) * FAILURES_REDRIVEN)
          .ifPresent(detail -> later(detail, () -> redrive(run)));
    }
    cloud.world().redriven().keySet().forEach(this::lookAtExecution);
    for (var task : cloud.world().ownTasks()) {
      if (knownTasks.add(task.arn())) {
        chances
            .strike(Fault.STOPPED_BY_HAND)
            .ifPresent(detail -> later(detail, () -> stop(task.arn())));
      }
    }
    start();
  }

  private void later(RandomGenerator detail, Runnable action) {
    var wait = Duration.ofMillis(detail.nextLong(WITHIN_MILLIS));
    var _ = cloud.loop().at(cloud.loop().now().plus(wait), action);
  }

  private void cancel(String run) {
    try {
      var _ = cloud.byHand(() -> cloud.cloud().canceller().cancel(new RunId(run), "asked for"));
    } catch (RuntimeException | HandlerDied e) {
      var _ = cloud.loop().at(cloud.loop().now().plus(AGAIN), () -> cancel(run));
      return;
    }
    cloud.world().cancels().add(new AcceptedCancel(run, cloud.loop().now()));
    cloud.trace().line(cloud.loop().now(), "person", () -> "cancelled " + run);
  }

  private void abort(String run) {
    cloud.world().aborted().add(run);
    cloud.trace().line(cloud.loop().now(), "person", () -> "aborts the execution of " + run);
    var request = StopExecutionRequest.builder().executionArn(cloud.execution(run)).build();
    var _ = cloud.undisturbed(() -> cloud.cloud().stepFunctions().stopExecution(request));
    chances
        .strike(Fault.REDRIVEN_BY_HAND)
        .ifPresent(detail -> {
          var at = cloud.loop().now().plusMillis(detail.nextLong(REDRIVE_WITHIN_MILLIS));
          var _ = cloud.loop().at(at, () -> redrive(run));
        });
  }

  private void redrive(String run) {
    var request = RedriveExecutionRequest.builder().executionArn(cloud.execution(run)).build();
    try {
      var _ = cloud.undisturbed(() -> cloud.cloud().stepFunctions().redriveExecution(request));
    } catch (ExecutionNotRedrivableException | ExecutionDoesNotExistException e) {
      return;
    }
    cloud.world().redriven().put(run, cloud.loop().now());
    cloud.world().executionEnds().remove(run);
    cloud.trace().line(cloud.loop().now(), "person", () -> "redrives the execution of " + run);
  }

  private void lookAtExecution(String run) {
    if (cloud.world().executionEnds().containsKey(run)) {
      return;
    }
    var request = DescribeExecutionRequest.builder().executionArn(cloud.execution(run)).build();
    var execution =
        cloud.undisturbed(() -> cloud.cloud().stepFunctions().describeExecution(request));
    if (execution.status() != ExecutionStatus.RUNNING) {
      cloud.world().executionEnds().put(run, cloud.loop().now());
    }
  }

  private void stop(String task) {
    cloud.trace().line(cloud.loop().now(), "person", () -> "stops " + task);
    var request = StopTaskRequest.builder().cluster("longshore").task(task).build();
    try {
      var _ = cloud.undisturbed(() -> cloud.cloud().ecs().stopTask(request));
    } catch (RuntimeException e) {
      cloud.trace().line(cloud.loop().now(), "person", () -> "finds that it is gone");
    }
  }
}

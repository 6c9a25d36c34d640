package dev.longshore.local;

import dev.longshore.aws.Deployment;
import dev.longshore.job.Catalog;
import dev.longshore.ledger.Store;
import dev.longshore.local.bus.Delivery;
import dev.longshore.local.call.Calls;
import dev.longshore.local.ecs.SimulatedEcs;
import dev.longshore.local.ecs.TaskPlaces;
import dev.longshore.local.lambda.Environments;
import dev.longshore.local.loop.EventLoop;
import dev.longshore.local.runtime.TaskRuntime;
import dev.longshore.orchestration.TaskMetrics;
import dev.longshore.states.StateMachine;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * What a local cloud is made of.
 *
 * @param stateMachine what its executions follow, such as {@link LocalCloud#shippedStateMachine}
 * @param runtime what its tasks run on
 * @param places where they run
 * @param calls what the calls of handlers go through
 * @param delivery how its bus delivers events
 * @param promptLimits whether time-outs are acted upon when they fall due, and not only by the
 *     sweep of each minute
 * @param realTime how long a time on the loop's clock is for the processes of tasks
 * @param environments what its functions run in
 * @param metrics what sweep sees of the samples that are taken of tasks
 */
public record CloudParts(
    EventLoop loop,
    Store store,
    Catalog catalog,
    Deployment deployment,
    StateMachine stateMachine,
    SimulatedEcs.Options ecs,
    TaskRuntime runtime,
    TaskPlaces places,
    RandomGenerator random,
    Calls calls,
    Delivery delivery,
    boolean promptLimits,
    UnaryOperator<Duration> realTime,
    Environments environments,
    UnaryOperator<TaskMetrics> metrics) {

  /** The parts of a cloud that loses no invocation and no sample. */
  public CloudParts(
      EventLoop loop,
      Store store,
      Catalog catalog,
      Deployment deployment,
      StateMachine stateMachine,
      SimulatedEcs.Options ecs,
      TaskRuntime runtime,
      TaskPlaces places,
      RandomGenerator random,
      Calls calls,
      Delivery delivery,
      boolean promptLimits,
      UnaryOperator<Duration> realTime) {
    this(
        loop,
        store,
        catalog,
        deployment,
        stateMachine,
        ecs,
        runtime,
        places,
        random,
        calls,
        delivery,
        promptLimits,
        realTime,
        Environments.PLAIN,
        UnaryOperator.identity());
  }
}

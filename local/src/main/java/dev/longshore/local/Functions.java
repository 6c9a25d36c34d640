package dev.longshore.local;

import dev.longshore.functions.launch.LaunchAttemptHandler;
import dev.longshore.functions.observe.ObserveTaskHandler;
import dev.longshore.functions.queue.OpenQueuedRunsHandler;
import dev.longshore.functions.schedule.OpenScheduledRunHandler;
import dev.longshore.functions.sweep.SweepLedgerHandler;
import dev.longshore.job.Catalog;
import dev.longshore.ledger.Store;
import dev.longshore.local.call.Wiring;
import dev.longshore.local.lambda.LocalLambda;
import dev.longshore.orchestration.TaskMetrics;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The functions of a cloud, each with clients of its own. */
record Functions(
    CloudParts parts,
    Wiring wiring,
    LocalLambda lambda,
    Store store,
    EcsClient ecs,
    SfnClient stepFunctions,
    EventBridgeClient events,
    TaskMetrics metrics) {

  /** The names of the deployed functions. */
  static final String LAUNCH = "LaunchAttempt";

  static final String OBSERVE = "ObserveTask";
  static final String SWEEP = "SweepLedger";
  static final String OPEN_SCHEDULED = "OpenScheduledRun";
  static final String OPEN_QUEUED = "OpenQueuedRuns";

  /** Deploys all but the one for queues. */
  void deploy(Catalog jobs) {
    var loop = parts.loop();
    var deployment = parts.deployment();
    var random = parts.random();
    lambda.deploy(
        OPEN_SCHEDULED,
        () ->
            new OpenScheduledRunHandler(
                jobs, store, stepFunctions(OPEN_SCHEDULED), deployment, loop));
    lambda.deploy(
        LAUNCH,
        () ->
            new LaunchAttemptHandler(
                store, ecs(LAUNCH), stepFunctions(LAUNCH), deployment, loop, random));
    lambda.deploy(
        OBSERVE,
        () ->
            new ObserveTaskHandler(
                store,
                ecs(OBSERVE),
                stepFunctions(OBSERVE),
                events(OBSERVE),
                deployment,
                loop,
                random));
    lambda.deploy(
        SWEEP,
        () ->
            new SweepLedgerHandler(
                store,
                ecs(SWEEP),
                stepFunctions(SWEEP),
                events(SWEEP),
                parts.metrics().apply(metrics),
                deployment,
                loop,
                random));
  }

  /** Deploys the one that opens runs for messages. */
  void deployForQueues(Catalog jobs, SqsClient sqs) {
    lambda.deploy(
        OPEN_QUEUED,
        () ->
            new OpenQueuedRunsHandler(
                jobs,
                store,
                stepFunctions(OPEN_QUEUED),
                wiring.client(OPEN_QUEUED, SqsClient.class, sqs),
                parts.deployment(),
                parts.loop()));
  }

  private EcsClient ecs(String caller) {
    return wiring.client(caller, EcsClient.class, ecs);
  }

  private SfnClient stepFunctions(String caller) {
    return wiring.client(caller, SfnClient.class, stepFunctions);
  }

  private EventBridgeClient events(String caller) {
    return wiring.client(caller, EventBridgeClient.class, events);
  }
}

package dev.longshore.functions.observe;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.longshore.aws.Deployment;
import dev.longshore.aws.EcsTasks;
import dev.longshore.aws.EventBridgeAnnouncements;
import dev.longshore.aws.SfnExecutions;
import dev.longshore.functions.deployed.DeployedStack;
import dev.longshore.functions.deployed.JsonEvents;
import dev.longshore.functions.deployed.Priming;
import dev.longshore.json.Fields;
import dev.longshore.ledger.Store;
import dev.longshore.orchestration.Orchestrator;
import dev.longshore.orchestration.Ports;
import dev.longshore.orchestration.TaskObserver;
import dev.longshore.run.RunId;
import dev.longshore.run.TaskFacts;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * Takes in "ECS Task State Change" and "Step Functions Execution Status Change" events, which may
 * come late, twice and in any order.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html">ECS
 *     task state change events</a>
 */
public final class ObserveTaskHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>>, JsonEvents {

  private static final String TASK_CHANGE = "ECS Task State Change";
  private static final String EXECUTION_CHANGE = "Step Functions Execution Status Change";
  private static final Logger LOG = LoggerFactory.getLogger(ObserveTaskHandler.class);

  private final TaskObserver observer;
  private final Deployment deployment;

  /** A handler of the deployed stack, as Lambda makes one. */
  public ObserveTaskHandler() {
    this(DeployedStack.fromEnvironment());
    Priming.beforeSnapshots();
  }

  ObserveTaskHandler(DeployedStack stack) {
    this(
        stack.store(),
        stack.ecs(),
        stack.stepFunctions(),
        stack.events(),
        stack.deployment(),
        stack.clock(),
        stack.random());
  }

  public ObserveTaskHandler(
      Store store,
      EcsClient ecs,
      SfnClient stepFunctions,
      EventBridgeClient events,
      Deployment deployment,
      InstantSource clock,
      RandomGenerator random) {
    var ports =
        Ports.of(
            new EcsTasks(ecs, deployment),
            new SfnExecutions(stepFunctions, deployment),
            new EventBridgeAnnouncements(events, deployment));
    this.observer = new Orchestrator(store, ports, deployment.settings(), clock, random).observer();
    this.deployment = deployment;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, @Nullable Context context) {
    var fields = new Fields(event);
    switch (fields.text("detail-type")) {
      case TASK_CHANGE -> observer.observe(TaskFacts.from(fields));
      case EXECUTION_CHANGE -> observeExecution(fields.object("detail").orElseThrow());
      case String other ->
          LOG.atWarn().addKeyValue("type", other).log("an event that nobody asked for");
    }
    return Map.of();
  }

  private void observeExecution(Fields detail) {
    if (!deployment.isFollowed(detail.text("stateMachineArn"))) {
      return;
    }
    var brokeOff =
        switch (detail.text("status")) {
          case "ABORTED", "TIMED_OUT" -> true;
          case "FAILED" -> !SfnExecutions.isOwnError(detail.textOrNull("error"));
          default -> false;
        };
    if (brokeOff) {
      // One that somebody started by hand, under a name of their own, drives no run.
      RunId.parse(detail.text("name")).ifPresent(observer::executionBrokeOff);
    }
  }
}

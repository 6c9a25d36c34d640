package dev.longshore.functions.sweep;

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
import dev.longshore.orchestration.Sweep;
import dev.longshore.orchestration.TaskMetrics;
import dev.longshore.run.RunId;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * Sweeps the ledger: all of it, each minute, or one run, where a cloud can tell the moment at which
 * one of its limits falls due ({@code {"runId": …}}).
 */
public final class SweepLedgerHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>>, JsonEvents {

  private final Sweep sweep;
  private final RandomGenerator random;

  /** A handler of the deployed stack, as Lambda makes one. */
  public SweepLedgerHandler() {
    this(DeployedStack.fromEnvironment());
    Priming.beforeSnapshots();
  }

  SweepLedgerHandler(DeployedStack stack) {
    this(
        stack.store(),
        stack.ecs(),
        stack.stepFunctions(),
        stack.events(),
        stack.metrics(),
        stack.deployment(),
        stack.clock(),
        stack.random());
  }

  public SweepLedgerHandler(
      Store store,
      EcsClient ecs,
      SfnClient stepFunctions,
      EventBridgeClient events,
      TaskMetrics metrics,
      Deployment deployment,
      InstantSource clock,
      RandomGenerator random) {
    var ports =
        new Ports(
            new EcsTasks(ecs, deployment),
            new SfnExecutions(stepFunctions, deployment),
            new EventBridgeAnnouncements(events, deployment),
            metrics);
    this.sweep = new Orchestrator(store, ports, deployment.settings(), clock, random).sweep();
    this.random = random;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, @Nullable Context context) {
    var run = new Fields(event).textOrNull("runId");
    if (run == null) {
      sweep.sweep(Long.toHexString(random.nextLong()));
    } else {
      sweep.sweepRun(new RunId(run));
    }
    return Map.of();
  }
}

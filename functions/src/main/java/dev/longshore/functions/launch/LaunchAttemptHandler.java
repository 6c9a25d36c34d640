package dev.longshore.functions.launch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.longshore.aws.Deployment;
import dev.longshore.aws.EcsTasks;
import dev.longshore.aws.SfnExecutions;
import dev.longshore.json.Fields;
import dev.longshore.ledger.Store;
import dev.longshore.orchestration.AttemptLauncher;
import dev.longshore.orchestration.Orchestrator;
import dev.longshore.orchestration.Ports;
import dev.longshore.run.RunId;
import dev.longshore.run.StateEntry;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * Does what the state machine's entry into Attempt calls for. Its own answer is ignored; the state
 * machine goes on when its task token is answered. An exception makes Step Functions try the same
 * entry again.
 */
public final class LaunchAttemptHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {

  private final AttemptLauncher launcher;

  public LaunchAttemptHandler(
      Store store,
      EcsClient ecs,
      SfnClient stepFunctions,
      Deployment deployment,
      InstantSource clock,
      RandomGenerator random) {
    var ports =
        Ports.of(new EcsTasks(ecs, deployment), new SfnExecutions(stepFunctions, deployment));
    this.launcher = new Orchestrator(store, ports, deployment.settings(), clock, random).launcher();
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, @Nullable Context context) {
    var fields = new Fields(event);
    launcher.launch(
        new RunId(fields.text("runId")),
        new StateEntry(
            fields.instant("enteredAt"),
            // An execution that a former version started does not say it.
            Objects.requireNonNullElse(fields.integerOrNull("redriveCount"), 0),
            fields.integer("retryCount"),
            fields.text("execution"),
            fields.text("token"),
            false));
    return Map.of();
  }
}

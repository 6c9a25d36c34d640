package dev.longshore.functions.schedule;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.longshore.aws.Deployment;
import dev.longshore.aws.SfnExecutions;
import dev.longshore.functions.deployed.DeployedStack;
import dev.longshore.functions.deployed.JsonEvents;
import dev.longshore.functions.deployed.Priming;
import dev.longshore.job.Catalog;
import dev.longshore.job.JobName;
import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import dev.longshore.ledger.Ledger;
import dev.longshore.ledger.Store;
import dev.longshore.orchestration.OpenRequest;
import dev.longshore.orchestration.RunOpener;
import dev.longshore.orchestration.RunOpener.AlreadyOpen;
import dev.longshore.orchestration.RunOpener.Opened;
import dev.longshore.orchestration.RunOpener.Opening;
import dev.longshore.orchestration.RunOpener.Refused;
import dev.longshore.run.Trigger;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * Opens the run of a schedule that has fired. EventBridge Scheduler may fire twice; the run is the
 * same, for it is named by the schedule's ARN and its scheduled time.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html">Context
 *     attributes</a>
 */
public final class OpenScheduledRunHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>>, JsonEvents {

  private final RunOpener opener;

  /** A handler of the deployed stack, as Lambda makes one. */
  public OpenScheduledRunHandler() {
    this(DeployedStack.fromEnvironment());
    Priming.beforeSnapshots();
  }

  OpenScheduledRunHandler(DeployedStack stack) {
    this(stack.catalog(), stack.store(), stack.stepFunctions(), stack.deployment(), stack.clock());
  }

  public OpenScheduledRunHandler(
      Catalog catalog,
      Store store,
      SfnClient stepFunctions,
      Deployment deployment,
      InstantSource clock) {
    var executions = new SfnExecutions(stepFunctions, deployment);
    this.opener =
        new RunOpener(catalog, new Ledger(store), executions, deployment.settings(), clock);
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, @Nullable Context context) {
    var fields = new Fields(event);
    var trigger =
        Trigger.schedule(
            fields.text("schedule"),
            fields.instant("scheduledTime"),
            ZoneId.of(fields.text("zone")));
    var request = OpenRequest.of(new JobName(fields.text("job")), trigger, Map.of());
    // The schedule has fired, so there is a run of it to be seen, though it may never start.
    var opening =
        switch (opener.open(request)) {
          case Refused(var reason) -> opener.openRejected(request, reason);
          case Opening opened -> opened;
        };
    return switch (opening) {
      case Opened(var run) -> Json.object().put("runId", run).fields();
      case AlreadyOpen(var run) -> Json.object().put("runId", run).fields();
      case Refused(var reason) -> throw new IllegalStateException(reason);
    };
  }
}

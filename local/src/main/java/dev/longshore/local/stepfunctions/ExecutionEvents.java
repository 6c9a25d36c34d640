package dev.longshore.local.stepfunctions;

import dev.longshore.json.Json;
import dev.longshore.states.interpreter.ExecutionArn;
import dev.longshore.states.interpreter.ExecutionEnd;
import java.time.Instant;
import java.util.Map;

/**
 * What Step Functions tells the event bus.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html">Step
 *     Functions events</a>
 */
final class ExecutionEvents {

  private ExecutionEvents() {}

  /** The event of an execution that has ended. */
  static Map<String, Object> ended(
      String machineArn, ExecutionArn arn, ExecutionEnd end, Instant startedAt, Instant stoppedAt) {
    var detail =
        Json.object()
            .put("executionArn", arn)
            .put("stateMachineArn", machineArn)
            .put("name", arn.name())
            .put("status", end.status())
            .put("startDate", startedAt.toEpochMilli())
            .put("stopDate", stoppedAt.toEpochMilli())
            .put("error", end instanceof ExecutionEnd.Failed(var error, _) ? error : null);
    return Json.object()
        .put("version", "0")
        .put("detail-type", "Step Functions Execution Status Change")
        .put("source", "aws.states")
        .put("time", stoppedAt)
        .put("detail", detail.fields())
        .fields();
  }
}

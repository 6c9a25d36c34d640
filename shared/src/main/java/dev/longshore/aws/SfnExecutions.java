package dev.longshore.aws;

import dev.longshore.decision.Answer;
import dev.longshore.json.Json;
import dev.longshore.orchestration.Executions;
import dev.longshore.run.RunId;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/**
 * Executions on Step Functions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html">StartExecution</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html">SendTaskSuccess</a>
 */
public final class SfnExecutions implements Executions {

  /** What the error of an execution begins with that has failed because its run did. */
  static final String OWN_ERROR = "Longshore.";

  private final SfnClient stepFunctions;
  private final Deployment deployment;

  public SfnExecutions(SfnClient stepFunctions, Deployment deployment) {
    this.stepFunctions = stepFunctions;
    this.deployment = deployment;
  }

  @Override
  public Start start(RunId run) {
    try {
      var _ =
          stepFunctions.startExecution(
              StartExecutionRequest.builder()
                  .stateMachineArn(deployment.stateMachine())
                  .name(run.value())
                  .input(Json.write(Json.object().put("runId", run).put("member", 0).fields()))
                  .build());
      return Start.RUNS;
    } catch (ExecutionAlreadyExistsException e) {
      return Start.HAS_ENDED;
    }
  }

  @Override
  public Reply answer(String token, Answer answer) {
    try {
      var _ =
          stepFunctions.sendTaskSuccess(
              SendTaskSuccessRequest.builder().taskToken(token).output(answer.toJson()).build());
      return Reply.ACCEPTED;
    } catch (TaskTimedOutException | TaskDoesNotExistException | InvalidTokenException e) {
      return Reply.REFUSED;
    }
  }

  @Override
  public Status status(String execution) {
    try {
      var response =
          stepFunctions.describeExecution(
              DescribeExecutionRequest.builder().executionArn(execution).build());
      return switch (response.status()) {
        case RUNNING, PENDING_REDRIVE -> Status.RUNNING;
        case SUCCEEDED -> Status.COMPLETED;
        case FAILED -> isOwnError(response.error()) ? Status.COMPLETED : Status.BROKEN_OFF;
        case ABORTED, TIMED_OUT, UNKNOWN_TO_SDK_VERSION -> Status.BROKEN_OFF;
      };
    } catch (ExecutionDoesNotExistException e) {
      return Status.BROKEN_OFF;
    }
  }

  /**
   * Whether an execution that failed so has done what the state machine does for a run that failed.
   */
  public static boolean isOwnError(@Nullable String error) {
    return error != null && error.startsWith(OWN_ERROR);
  }
}

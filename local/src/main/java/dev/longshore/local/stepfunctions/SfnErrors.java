package dev.longshore.local.stepfunctions;

import dev.longshore.states.interpreter.ExecutionArn;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionNotRedrivableException;
import software.amazon.awssdk.services.sfn.model.InvalidExecutionInputException;
import software.amazon.awssdk.services.sfn.model.InvalidNameException;
import software.amazon.awssdk.services.sfn.model.InvalidOutputException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** The errors of Step Functions, as the SDK throws them. */
final class SfnErrors {

  private static final int STATUS = 400;

  private SfnErrors() {}

  static SfnException alreadyExists(ExecutionArn arn) {
    var message = "Execution Already Exists: '%s'".formatted(arn);
    return complete(ExecutionAlreadyExistsException.builder(), "ExecutionAlreadyExists", message);
  }

  static SfnException noSuchExecution(ExecutionArn arn) {
    var message = "Execution Does Not Exist: '%s'".formatted(arn);
    return complete(ExecutionDoesNotExistException.builder(), "ExecutionDoesNotExist", message);
  }

  static SfnException notRedrivable(ExecutionArn arn) {
    return complete(
        ExecutionNotRedrivableException.builder(),
        "ExecutionNotRedrivable",
        "Execution is not redrivable: '%s'".formatted(arn));
  }

  static SfnException noSuchStateMachine(@Nullable String arn) {
    var message = "State Machine Does Not Exist: '%s'".formatted(arn);
    return complete(
        StateMachineDoesNotExistException.builder(), "StateMachineDoesNotExist", message);
  }

  static SfnException invalidName(@Nullable String name) {
    return complete(
        InvalidNameException.builder(), "InvalidName", "Invalid Name: '%s'".formatted(name));
  }

  static SfnException invalidInput(@Nullable String why) {
    return complete(
        InvalidExecutionInputException.builder(),
        "InvalidExecutionInput",
        "Invalid State Machine Execution Input: '%s'".formatted(why));
  }

  static SfnException invalidOutput(@Nullable String why) {
    return complete(
        InvalidOutputException.builder(), "InvalidOutput", "Invalid Output: '%s'".formatted(why));
  }

  static SfnException invalidToken() {
    return complete(
        InvalidTokenException.builder(), "InvalidToken", "Invalid Token: 'Invalid token'");
  }

  /** What Step Functions says of a token that has expired, and of one that was answered before. */
  static SfnException taskTimedOut() {
    return complete(
        TaskTimedOutException.builder(),
        "TaskTimedOut",
        "Task Timed Out: 'Provided task does not exist anymore'");
  }

  private static SfnException complete(SfnException.Builder builder, String code, String message) {
    return (SfnException)
        builder
            .message(message)
            .statusCode(STATUS)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .serviceName("Sfn")
                    .errorCode(code)
                    .errorMessage(message)
                    .build())
            .build();
  }
}

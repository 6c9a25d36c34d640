package dev.longshore.states;

import java.util.Set;

/**
 * The error names that the language itself defines.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html">Error
 *     handling</a>
 */
public final class ErrorName {

  public static final String ALL = "States.ALL";
  public static final String TASK_FAILED = "States.TaskFailed";
  public static final String TIMEOUT = "States.Timeout";
  public static final String HEARTBEAT_TIMEOUT = "States.HeartbeatTimeout";
  public static final String DATA_LIMIT_EXCEEDED = "States.DataLimitExceeded";
  public static final String RUNTIME = "States.Runtime";
  public static final String NO_CHOICE_MATCHED = "States.NoChoiceMatched";
  public static final String QUERY_EVALUATION_ERROR = "States.QueryEvaluationError";

  static final String RESERVED_PREFIX = "States.";

  /** Every name that begins with the prefix kept for the language. */
  static final Set<String> RESERVED =
      Set.of(
          ALL,
          TASK_FAILED,
          TIMEOUT,
          HEARTBEAT_TIMEOUT,
          DATA_LIMIT_EXCEEDED,
          RUNTIME,
          NO_CHOICE_MATCHED,
          QUERY_EVALUATION_ERROR,
          "States.BranchFailed",
          "States.ExceedToleratedFailureThreshold",
          "States.Http.Socket",
          "States.IntrinsicFailure",
          "States.ItemReaderFailed",
          "States.ParameterPathFailure",
          "States.Permissions",
          "States.ResultPathMatchFailure",
          "States.ResultWriterFailed");

  private ErrorName() {}
}

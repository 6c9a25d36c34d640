package dev.longshore.states;

import java.util.Set;

/**
 * A service integration that Task states may name.
 *
 * @param arn what stands in {@code Resource}
 * @param required arguments that a task must give
 * @param optional arguments that a task may give; no others are taken
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html">Optimized
 *     integrations</a>
 */
public record TaskResource(String arn, Set<String> required, Set<String> optional) {

  private static final String PREFIX = "arn:aws:states:::";
  private static final String WAITS = ".waitForTaskToken";
  private static final Set<String> INVOKE_OPTIONS =
      Set.of("Payload", "ClientContext", "InvocationType", "LogType", "Qualifier");

  /** Calls a Lambda function; the result is the function's answer. */
  public static final TaskResource LAMBDA_INVOKE =
      new TaskResource(PREFIX + "lambda:invoke", Set.of("FunctionName"), INVOKE_OPTIONS);

  /** Calls a Lambda function and waits until the task token is answered. */
  public static final TaskResource LAMBDA_INVOKE_AND_WAIT =
      new TaskResource(LAMBDA_INVOKE.arn + WAITS, Set.of("FunctionName"), INVOKE_OPTIONS);

  /** Puts events on an event bus. */
  public static final TaskResource EVENTS_PUT =
      new TaskResource(PREFIX + "events:putEvents", Set.of("Entries"), Set.of("EndpointId"));

  /** What is known unless something else is said. */
  public static final Set<TaskResource> KNOWN =
      Set.of(LAMBDA_INVOKE, LAMBDA_INVOKE_AND_WAIT, EVENTS_PUT);

  public TaskResource {
    if (!arn.startsWith(PREFIX) || arn.indexOf(':', PREFIX.length()) < 0) {
      throw new IllegalArgumentException(
          "not of the form %sSERVICE:ACTION: %s".formatted(PREFIX, arn));
    }
    required = Set.copyOf(required);
    optional = Set.copyOf(optional);
  }

  /** Whether a task with it goes on only once its task token is answered. */
  public boolean waitsForToken() {
    return arn.endsWith(WAITS);
  }

  /** The service, such as {@code lambda}. */
  public String service() {
    return arn.substring(PREFIX.length(), arn.indexOf(':', PREFIX.length()));
  }

  /** What the service is to do, such as {@code invoke.waitForTaskToken}. */
  public String action() {
    return arn.substring(arn.indexOf(':', PREFIX.length()) + 1);
  }
}

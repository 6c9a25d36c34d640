package dev.longshore.cli.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What CloudFormation says of a stack.
 *
 * @param status such as {@code CREATE_COMPLETE}
 * @param createdAt before this it had no ledger
 * @param outputs as template.yaml names them
 * @param parameters with which it was deployed last
 */
record StackDescription(
    String name,
    String status,
    Instant createdAt,
    Map<String, String> outputs,
    Map<String, String> parameters) {

  static final String LEDGER = "Ledger";
  static final String CLUSTER = "Cluster";
  static final String STATE_MACHINE = "StateMachine";
  static final String BUCKET = "Bucket";
  static final String QUEUE_PREFIX = "QueuePrefix";
  static final String SUBNETS = "Subnets";
  static final String HISTORY_DAYS = "HistoryDays";

  StackDescription {
    outputs = Map.copyOf(outputs);
    parameters = Map.copyOf(parameters);
  }

  static StackDescription of(software.amazon.awssdk.services.cloudformation.model.Stack stack) {
    var outputs = new HashMap<String, String>();
    stack.outputs().forEach(output -> outputs.put(output.outputKey(), output.outputValue()));
    var parameters = new HashMap<String, String>();
    stack
        .parameters()
        .forEach(parameter -> parameters.put(parameter.parameterKey(), parameter.parameterValue()));
    return new StackDescription(
        stack.stackName(), stack.stackStatusAsString(), stack.creationTime(), outputs, parameters);
  }

  /**
   * An output's value.
   *
   * @throws StackUnusable if the stack has none, as one that is not Longshore's or not complete
   */
  String output(String key) {
    var value = outputs.get(key);
    if (value == null) {
      throw new StackUnusable(
          "the stack %s (%s) has no output %s: it is none of Longshore's, or its deployment is not complete"
              .formatted(name, status, key));
    }
    return value;
  }

  List<String> outputs(String key) {
    return Arrays.stream(output(key).split(",", -1)).filter(text -> !text.isEmpty()).toList();
  }

  /** How long the ledger keeps a run after its end; null for ever. */
  @Nullable Duration kept() {
    var days = parameters.get(HISTORY_DAYS);
    return days == null ? null : Duration.ofDays(Long.parseLong(days));
  }
}

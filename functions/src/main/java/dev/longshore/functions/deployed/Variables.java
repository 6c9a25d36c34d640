package dev.longshore.functions.deployed;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The environment variables of a function, as template.yaml sets them. */
record Variables(Map<String, String> values) {

  static final String STACK = "LONGSHORE_STACK";
  static final String TABLE = "LONGSHORE_TABLE";
  static final String HISTORY_DAYS = "LONGSHORE_HISTORY_DAYS";
  static final String CLUSTER = "LONGSHORE_CLUSTER";
  static final String STATE_MACHINE = "LONGSHORE_STATE_MACHINE";
  static final String EVENT_BUS = "LONGSHORE_EVENT_BUS";
  static final String QUEUE_PREFIX = "LONGSHORE_QUEUE_PREFIX";
  static final String SUBNETS = "LONGSHORE_SUBNETS";
  static final String SECURITY_GROUPS = "LONGSHORE_SECURITY_GROUPS";
  static final String EXECUTE_COMMAND = "LONGSHORE_EXECUTE_COMMAND";
  static final String CHECKPOINTS = "LONGSHORE_CHECKPOINTS";
  static final String CALLS_BURST = "LONGSHORE_CALLS_BURST";
  static final String CALLS_PER_SECOND = "LONGSHORE_CALLS_PER_SECOND";
  static final String LAUNCHES_BURST = "LONGSHORE_LAUNCHES_BURST";
  static final String LAUNCHES_PER_SECOND = "LONGSHORE_LAUNCHES_PER_SECOND";

  /** Lambda's own. */
  static final String REGION = "AWS_REGION";

  /**
   * A variable's text.
   *
   * @throws IllegalStateException if it is missing or empty
   */
  String text(String name) {
    var value = values.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalStateException(
          "the environment variable %s is missing; see template.yaml".formatted(name));
    }
    return value;
  }

  /** The texts between a variable's commas; none where it is empty. */
  List<String> texts(String name) {
    var value = values.getOrDefault(name, "");
    return Arrays.stream(value.split(",", -1)).filter(text -> !text.isEmpty()).toList();
  }

  /**
   * A variable's whole number.
   *
   * @throws IllegalStateException if it is missing, no number or below 1
   */
  int number(String name) {
    var text = text(name);
    try {
      var number = Integer.parseInt(text);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below, with what would be right.
    }
    throw new IllegalStateException(
        "the environment variable %s is a whole number from 1 on, not '%s'".formatted(name, text));
  }
}

package dev.longshore.cli.render;

import dev.longshore.job.JobName;
import dev.longshore.job.JobVersion;
import java.util.Locale;

/**
 * What the names of a job's resources in its template begin with: {@code nightly-orders} has {@code
 * NightlyOrders}.
 */
record LogicalId(String prefix) {

  static LogicalId of(JobName job) {
    var prefix = new StringBuilder();
    for (var word : job.value().split("-", -1)) {
      prefix.append(word.isEmpty() ? "" : word.substring(0, 1).toUpperCase(Locale.ROOT));
      prefix.append(word.isEmpty() ? "" : word.substring(1));
    }
    return new LogicalId(prefix.toString());
  }

  String taskDefinition(JobVersion version) {
    return prefix + "Version" + version;
  }

  String logGroup() {
    return prefix + "LogGroup";
  }

  String executionRole() {
    return prefix + "ExecutionRole";
  }

  String taskRole() {
    return prefix + "TaskRole";
  }

  String schedule(int number) {
    return prefix + "Schedule" + number;
  }

  String queue() {
    return prefix + "Queue";
  }

  String deadLetterQueue() {
    return prefix + "DeadLetterQueue";
  }

  String eventSource() {
    return prefix + "EventSource";
  }

  String deadLetterAlarm() {
    return prefix + "DeadLetterAlarm";
  }
}

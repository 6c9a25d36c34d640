package dev.longshore.cost;

/** What AWS charges for orchestration, each by a unit of its own. */
public enum Charge {
  TRANSITIONS("Step Functions", "state transitions"),
  INVOCATIONS("Lambda", "requests"),
  GB_SECONDS("Lambda", "GB-seconds"),
  WRITE_UNITS("DynamoDB", "write units"),
  READ_UNITS("DynamoDB", "read units"),
  SCHEDULED_INVOCATIONS("EventBridge Scheduler", "invocations"),
  EVENTS("EventBridge", "custom events"),
  QUEUE_REQUESTS("SQS", "requests"),
  LOG_GB("CloudWatch Logs", "GB taken in");

  private final String service;
  private final String unit;

  Charge(String service, String unit) {
    this.service = service;
    this.unit = unit;
  }

  public String service() {
    return service;
  }

  /** What is counted, in the plural. */
  public String unit() {
    return unit;
  }
}

package dev.longshore.aws;

import dev.longshore.orchestration.Settings;
import java.util.List;

/**
 * Where a Longshore is deployed.
 *
 * @param cluster its ECS cluster
 * @param stateMachine the ARN of the state machine that runs follow, with or without an alias
 * @param eventBus the bus that hears of the ends of runs
 * @param queuePrefix what the names of its queues begin with, before the job's name
 * @param securityGroups of its tasks' network interfaces
 * @param executeCommand whether people may run commands in its tasks, by ECS Exec
 */
public record Deployment(
    Settings settings,
    String cluster,
    String stateMachine,
    String eventBus,
    String queuePrefix,
    List<String> securityGroups,
    boolean executeCommand) {

  /** A deployment whose tasks take no commands. */
  public Deployment(
      Settings settings,
      String cluster,
      String stateMachine,
      String eventBus,
      String queuePrefix,
      List<String> securityGroups) {
    this(settings, cluster, stateMachine, eventBus, queuePrefix, securityGroups, false);
  }

  /** What the names of all log streams of tasks begin with. */
  public static final String LOG_STREAM_PREFIX = "task";

  /**
   * With a character that no job's name has, so that it is no other job's queue; short enough for
   * the 80 characters that SQS allows after the longest names of a stack and a job.
   */
  private static final String DEAD_LETTERS = "_dead";

  /** Whether runs follow the state machine of this ARN, which has no alias. */
  public boolean isFollowed(String stateMachineArn) {
    return stateMachine.equals(stateMachineArn) || stateMachine.startsWith(stateMachineArn + ":");
  }

  /** The CloudWatch log group of a job's tasks. */
  public static String logGroup(String stack, String job) {
    return "/longshore/%s/%s".formatted(stack, job);
  }

  /** The log stream of a task's container, as ECS names it. */
  public static String logStream(String container, String taskId) {
    return "%s/%s/%s".formatted(LOG_STREAM_PREFIX, container, taskId);
  }

  /** The queue of a job. */
  public String queue(String job) {
    return queuePrefix + job;
  }

  /** The queue that takes what a queue cannot make runs of. */
  public String deadLetterQueue(String queue) {
    return queue + DEAD_LETTERS;
  }

  /** The name of the job whose queue this is. */
  public String jobOf(String queue) {
    return queue.substring(queuePrefix.length());
  }
}

package dev.longshore.orchestration;

import dev.longshore.run.AttemptKey;
import dev.longshore.run.TaskFacts;
import dev.longshore.run.TaskRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of our cluster. Whatever leaves the effect of a call unknown, such as a time-out, is an
 * unchecked exception; every call may then be repeated.
 */
public interface Tasks {

  /** The most tasks that {@link #describe} takes at once. */
  int DESCRIBED_MAX = 100;

  /** What became of a request to launch a task. */
  sealed interface LaunchResult {}

  /** There is a task for it, new or from the same request before. */
  record Launched(String taskArn) implements LaunchResult {}

  /**
   * There is none and none will come of this request, for there is no capacity or the request
   * cannot be carried out.
   */
  record Refused(String reason) implements LaunchResult {}

  /** Too many requests; this one was not looked at. */
  record Throttled() implements LaunchResult {}

  /** Some of the tasks that are meant to run. */
  record Page(List<String> taskArns, @Nullable String next) {}

  /** Launches the attempt's one task, however often it is called. */
  LaunchResult launch(AttemptKey key, TaskRequest request);

  /** Asks for a task's end; nothing happens if it has ended or is not known. */
  void stop(String taskArn, String reason);

  /** The tasks that are known among these, at most {@link #DESCRIBED_MAX}. */
  List<TaskFacts> describe(List<String> taskArns);

  /**
   * The tasks that were launched for one attempt, stopped ones included.
   *
   * @param taskDefinition the family that its request names
   */
  List<TaskFacts> ofAttempt(AttemptKey key, String taskDefinition);

  /** The cluster's tasks that are meant to run, ours and others', page by page. */
  Page running(@Nullable String next);
}

package dev.longshore.states.interpreter;

import dev.longshore.states.TaskResource;
import org.jspecify.annotations.Nullable;

/**
 * One call of a Task state on a resource. It is answered by {@link #succeed} or {@link #fail}; the
 * first answer counts, later ones and those that come after the task has timed out do nothing.
 */
public interface TaskCall {

  TaskResource resource();

  /** The evaluated arguments, a value as {@code JsonText} has it; not to be changed. */
  @Nullable Object arguments();

  /** The task token, if the resource waits for one, else null. */
  @Nullable String taskToken();

  ExecutionArn execution();

  String stateName();

  /** Whether an answer would still count. */
  boolean isOpen();

  /**
   * The resource has done its work. Where a task token is waited for, {@code output} is only noted,
   * and the task goes on when the token is answered.
   *
   * @param output a value as {@code JsonText} has it, not to be changed any more
   */
  void succeed(@Nullable Object output);

  /** The resource has failed; retriers and catchers decide by the name of the error. */
  void fail(@Nullable String error, @Nullable String cause);
}

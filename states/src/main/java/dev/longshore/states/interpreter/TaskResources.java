package dev.longshore.states.interpreter;

/** Carries out what Task states ask for. */
@FunctionalInterface
public interface TaskResources {

  /**
   * Begins to carry out a call. It may be answered within this method, or at any later time; an
   * exception thrown here is a bug, not a task's failure.
   */
  void call(TaskCall call);
}

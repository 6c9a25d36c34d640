package dev.longshore.job;

import java.util.List;

/**
 * AWS actions that a job's containers may do on some resources; it becomes a statement of the
 * task's role.
 */
public record Permission(List<String> actions, List<String> resources) {

  /** A permission that nobody changes: its lists are copies. */
  public Permission {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
  }
}

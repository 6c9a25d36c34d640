package dev.longshore.orchestration;

import java.util.List;

/** The clouds' services that orchestration asks. */
public record Ports(
    Tasks tasks, Executions executions, Announcements announcements, TaskMetrics metrics) {

  /** The ports of a handler that announces nothing and looks at no metrics. */
  public static Ports of(Tasks tasks, Executions executions) {
    return of(
        tasks,
        executions,
        (run, _) -> {
          throw new IllegalStateException("this handler announces nothing, not " + run);
        });
  }

  /** The ports of a handler that looks at no metrics. */
  public static Ports of(Tasks tasks, Executions executions, Announcements announcements) {
    return new Ports(tasks, executions, announcements, (_, _) -> List.of());
  }
}

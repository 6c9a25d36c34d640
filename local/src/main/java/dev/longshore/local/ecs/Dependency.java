package dev.longshore.local.ecs;

import dev.longshore.local.ecs.SimulatedContainer.Status;
import java.util.Objects;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;

/**
 * The ways in which one container of a task waits for another.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html">ContainerDependency</a>
 */
final class Dependency {

  private Dependency() {}

  /** Whether what it waits for has come to pass. */
  static boolean holds(ContainerDependency dependency, SimulatedTask task) {
    var other = other(dependency, task);
    return switch (dependency.condition()) {
      // No runtime here probes health: that a container has started stands for it.
      case START, HEALTHY -> other.is(Status.RUNNING) || other.exitCode() != null;
      case COMPLETE -> other.exitCode() != null;
      case SUCCESS -> Objects.equals(other.exitCode(), 0);
      case UNKNOWN_TO_SDK_VERSION -> true;
    };
  }

  /** Whether it never will. */
  static boolean isVain(ContainerDependency dependency, SimulatedTask task) {
    return other(dependency, task).is(Status.STOPPED) && !holds(dependency, task);
  }

  private static SimulatedContainer other(ContainerDependency dependency, SimulatedTask task) {
    return task.containers().stream()
        .filter(one -> one.name().equals(dependency.containerName()))
        .findFirst()
        .orElseThrow();
  }
}

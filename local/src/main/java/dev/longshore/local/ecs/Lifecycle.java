package dev.longshore.local.ecs;

import java.time.Duration;

/**
 * How long ECS takes for each step of a task's life.
 *
 * @param provisioning from RunTask until the network interface is there
 * @param pending from then until the image's pull starts
 * @param pulling until the image is there and the container starts
 * @param stopping from the container's end until STOPPED
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html">Task
 *     lifecycle</a>
 */
public record Lifecycle(
    Duration provisioning, Duration pending, Duration pulling, Duration stopping) {

  /** ECS as one wishes it. */
  public static final Lifecycle INSTANT =
      new Lifecycle(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  /** ECS as it was measured with a small image. */
  public static final Lifecycle REALISTIC =
      new Lifecycle(
          Duration.ofMillis(3_200),
          Duration.ofMillis(15_600),
          Duration.ofMillis(2_100),
          Duration.ofMillis(24_000));
}

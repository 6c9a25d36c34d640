package dev.longshore.local.ecs;

import org.jspecify.annotations.Nullable;

/**
 * How AWS takes a running task's capacity back.
 *
 * @param stopCode what the task's last events carry; null for none
 * @param hasNotice whether an event tells of it while the task still runs; the container is asked
 *     to end all the same
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html">Fargate
 *     capacity providers</a>
 */
public record Reclaim(@Nullable String stopCode, String reason, boolean hasNotice) {

  private static final String SPOT_TEXT = "Your Spot Task was interrupted.";

  /** A Spot interruption as ECS tells of it today. */
  public static final Reclaim SPOT = new Reclaim("SpotInterruption", SPOT_TEXT, true);

  /** The same as it was told in 2023. */
  public static final Reclaim SPOT_OF_2023 = new Reclaim("TerminationNotice", SPOT_TEXT, true);

  /** The same as it was told in 2021. */
  public static final Reclaim SPOT_WITHOUT_CODE = new Reclaim(null, SPOT_TEXT, true);

  /** A task's host fails, of whatever capacity it is. */
  public static final Reclaim HOST =
      new Reclaim(
          "InfrastructureHealth",
          "ECS is stopping the task because of the health of its infrastructure.",
          true);

  /** The same without a notice. */
  public Reclaim withoutNotice() {
    return new Reclaim(stopCode, reason, false);
  }
}

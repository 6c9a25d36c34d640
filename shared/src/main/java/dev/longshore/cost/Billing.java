package dev.longshore.cost;

import dev.longshore.job.Architecture;
import dev.longshore.job.Capacity;
import dev.longshore.job.FargateSize;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Fargate's billing rule for Linux: from the start of the image pull until the task has stopped, by
 * the second, rounded up, one minute at least.
 *
 * @see <a href="https://aws.amazon.com/fargate/pricing/">AWS Fargate pricing</a>
 */
public record Billing(PriceTable prices, String region) {

  private static final long SECONDS_MIN = 60;

  /** What is billed of a task; without the start of a pull or an end, nothing is. */
  public record Usage(
      Architecture architecture,
      FargateSize size,
      int storageGib,
      @Nullable Instant pullStartedAt,
      @Nullable Instant stoppedAt) {

    /** Whole seconds; 0 where nothing was ever pulled. */
    public long billedSeconds() {
      if (pullStartedAt == null || stoppedAt == null) {
        return 0;
      }
      var used = Duration.between(pullStartedAt, stoppedAt);
      var seconds = used.toSeconds() + (used.toNanosPart() > 0 ? 1 : 0);
      return Math.max(SECONDS_MIN, seconds);
    }
  }

  /** The bill for a task that was bought as {@code capacity}. */
  public Bill bill(Usage usage, Capacity capacity, boolean upperBound) {
    var seconds = usage.billedSeconds();
    return new Bill(
        seconds,
        cost(usage, capacity, seconds),
        cost(usage, Capacity.ON_DEMAND, seconds),
        upperBound);
  }

  private @Nullable Money cost(Usage usage, Capacity capacity, long seconds) {
    return prices
        .rate(region, usage.architecture(), capacity)
        .map(rate -> rate.cost(usage.size(), usage.storageGib(), seconds))
        .orElse(null);
  }
}

package dev.longshore.cost;

import org.jspecify.annotations.Nullable;

/**
 * What one attempt cost.
 *
 * @param seconds that AWS bills
 * @param cost null where the region's price is not known
 * @param onDemandCost what the same seconds cost on demand
 * @param upperBound whether the task's end was not seen, so that it may have cost less
 */
public record Bill(
    long seconds, @Nullable Money cost, @Nullable Money onDemandCost, boolean upperBound) {}

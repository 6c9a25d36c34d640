package dev.longshore.run;

import dev.longshore.cost.Bill;
import dev.longshore.job.Capacity;
import dev.longshore.job.FargateSize;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that has ended.
 *
 * @param exitCode the job container's; null where it has none
 * @param counted whether it counts against the limits of retries; one that ended with its local
 *     host does not
 */
public record PastAttempt(
    int n,
    Capacity capacity,
    FargateSize size,
    Outcome outcome,
    @Nullable Integer exitCode,
    @Nullable String stopCode,
    @Nullable String stoppedReason,
    @Nullable String taskArn,
    @Nullable Instant startedAt,
    @Nullable Instant stoppedAt,
    Bill bill,
    boolean counted) {}

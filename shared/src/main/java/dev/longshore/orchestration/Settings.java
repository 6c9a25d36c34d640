package dev.longshore.orchestration;

import dev.longshore.admission.PaceLimit;
import dev.longshore.cost.Billing;
import dev.longshore.job.Capacity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one Longshore differs from another in.
 *
 * @param stack its name, which its tasks carry
 * @param subnets where its tasks' network interfaces may be; empty where the cloud has no network
 * @param checkpoints the prefix, a folder or an S3 prefix, of all checkpoint folders
 * @param calls the rate of RunTask calls; null for no limit
 * @param launches the rates of launches by capacity; a capacity without one has no limit
 */
public record Settings(
    String stack,
    List<String> subnets,
    String checkpoints,
    Billing billing,
    @Nullable PaceLimit calls,
    Map<Capacity, PaceLimit> launches) {

  /** RunTask as AWS throttles it by default, in each region and account. */
  public static final PaceLimit AWS_CALLS = new PaceLimit("RunTask", 20, 20);

  /** Fargate launches as AWS throttles them by default. */
  public static final Map<Capacity, PaceLimit> AWS_LAUNCHES =
      Map.of(
          Capacity.SPOT, new PaceLimit("FARGATE_SPOT", 100, 20),
          Capacity.ON_DEMAND, new PaceLimit("FARGATE", 100, 20));
}

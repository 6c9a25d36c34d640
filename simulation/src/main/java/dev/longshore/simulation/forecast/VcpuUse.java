package dev.longshore.simulation.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How many CPUs of one capacity are in use over time; none of it was refused for a quota.
 *
 * @param peak CPU units, 1,024 to the vCPU
 * @param peakAt when that was first reached; the beginning if none was ever used
 * @param step how long each of the steps is
 * @param steps the most CPU units that were in use within each step, from the beginning on
 */
public record VcpuUse(int peak, Instant peakAt, Duration step, List<Integer> steps) {

  /**
   * The default quota of an account, vCPUs on demand and on Spot each; new accounts may have less.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html">Amazon
   *     ECS service quotas</a>
   */
  public static final int QUOTA_DEFAULT = 6;

  /** CPU units to the vCPU. */
  public static final int CPU_UNITS = 1024;

  public double peakVcpus() {
    return (double) peak / CPU_UNITS;
  }

  public boolean isAboveQuota() {
    return peak > QUOTA_DEFAULT * CPU_UNITS;
  }
}

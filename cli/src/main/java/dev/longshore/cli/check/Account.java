package dev.longshore.cli.check;

import dev.longshore.job.CapacityPolicy;
import dev.longshore.job.Catalog;
import dev.longshore.job.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an account allows in a region.
 *
 * @param quotas by their codes, as Service Quotas has them
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html">ECS
 *     service quotas</a>
 */
public record Account(Map<String, Double> quotas) {

  public static final String ON_DEMAND_VCPUS = "L-3032A538";
  public static final String SPOT_VCPUS = "L-36FBB829";
  public static final String FUNCTIONS_AT_ONCE = "L-B99A9384";

  /** What the functions for queues reserve, and what AWS leaves to all others at least. */
  private static final int FUNCTIONS_MIN = 150;

  private static final double UNITS_A_VCPU = 1024;

  /** What is to be said of the quotas, for these jobs. */
  public List<Finding> findings(Catalog jobs) {
    var findings = new ArrayList<Finding>();
    vcpus(findings, "vCPUs on Fargate on demand", ON_DEMAND_VCPUS, jobs, false);
    vcpus(findings, "vCPUs on Fargate Spot", SPOT_VCPUS, jobs, true);
    var functions = quotas.get(FUNCTIONS_AT_ONCE);
    if (functions != null) {
      var said = "%,.0f at once".formatted(functions);
      findings.add(
          functions < FUNCTIONS_MIN
              ? Finding.warning(
                  "functions",
                  said
                      + ", too few to reserve 50 for queues: deploy with ReservedConcurrency=no, or"
                      + " ask for more")
              : Finding.ok("functions", said));
    }
    return findings;
  }

  private void vcpus(
      List<Finding> findings, String what, String code, Catalog jobs, boolean isSpot) {
    var quota = quotas.get(code);
    if (quota == null) {
      return;
    }
    var largest =
        jobs.jobs().values().stream()
            .filter(job -> buys(job, isSpot))
            .mapToInt(job -> job.size().cpu())
            .max();
    var said = "%,.0f at once".formatted(quota);
    if (largest.isPresent() && largest.getAsInt() / UNITS_A_VCPU > quota) {
      findings.add(
          Finding.wrong(
              what,
              "%s, and a task of jobs/ needs %s: ask Service Quotas for more of %s"
                  .formatted(said, largest.getAsInt() / UNITS_A_VCPU, code)));
    } else if (largest.isPresent()) {
      var tasks = Math.floor(quota / (largest.getAsInt() / UNITS_A_VCPU));
      findings.add(Finding.ok(what, "%s: %,.0f of the largest task".formatted(said, tasks)));
    } else {
      findings.add(Finding.ok(what, said));
    }
  }

  private static boolean buys(Job job, boolean isSpot) {
    return isSpot
        ? job.capacity().spot() != CapacityPolicy.Spot.NEVER
        : job.capacity().spot() != CapacityPolicy.Spot.ONLY;
  }
}

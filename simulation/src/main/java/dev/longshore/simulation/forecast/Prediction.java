package dev.longshore.simulation.forecast;

import dev.longshore.cost.Money;
import dev.longshore.job.Capacity;
import dev.longshore.job.JobName;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What becomes of one variant.
 *
 * @param jobs in the order of their names
 */
public record Prediction(
    Variant variant,
    List<JobPrediction> jobs,
    OrchestrationBill orchestration,
    Map<Capacity, VcpuUse> vcpus) {

  /** What all tasks cost. */
  public Money cost() {
    return sum(jobs.stream().map(JobPrediction::cost).toList());
  }

  public Money onDemandCost() {
    return sum(jobs.stream().map(JobPrediction::onDemandCost).toList());
  }

  public Money waste() {
    return sum(jobs.stream().map(JobPrediction::waste).toList());
  }

  public long runs() {
    return jobs.stream().mapToLong(JobPrediction::runs).sum();
  }

  /** What becomes of one job. */
  public JobPrediction job(JobName name) {
    return jobs.stream().filter(job -> job.job().name().equals(name)).findFirst().orElseThrow();
  }

  public VcpuUse vcpus(Capacity capacity) {
    return Objects.requireNonNull(vcpus.get(capacity));
  }

  private static Money sum(List<Money> amounts) {
    return amounts.stream().reduce(Money.ZERO, Money::plus);
  }
}

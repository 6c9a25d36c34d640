package dev.longshore.cli.demo;

import dev.longshore.cost.Money;
import dev.longshore.report.RunRecord;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The runs of the demo, each as it was last written. */
final class DemoRuns {

  private final Map<RunId, Run> runs = new LinkedHashMap<>();

  /** Takes in a run, and answers what it was before. */
  Optional<Run> changed(Run run) {
    return Optional.ofNullable(runs.put(run.id(), run));
  }

  /** In the order in which they were opened. */
  Collection<Run> all() {
    return runs.values();
  }

  List<Run> of(String job) {
    return runs.values().stream().filter(run -> run.job().value().equals(job)).toList();
  }

  /** The run of a job that has this parameter. */
  Optional<Run> of(String job, String parameter) {
    return of(job).stream().filter(run -> word(run).equals(parameter)).findFirst();
  }

  long ended(String job) {
    return of(job).stream().filter(Run::isFinal).count();
  }

  boolean haveEnded() {
    return runs.values().stream().allMatch(Run::isFinal);
  }

  /** The word among its parameters, which tells it from the other runs of its job, if there is one. */
  static String word(Run run) {
    return run.parameters().values().values().stream()
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .findFirst()
        .orElse("");
  }

  static Money cost(Collection<Run> runs) {
    return sum(runs, RunRecord::cost);
  }

  static Money onDemandCost(Collection<Run> runs) {
    return sum(runs, RunRecord::onDemandCost);
  }

  private static Money sum(Collection<Run> runs, Function<Run, @Nullable Money> amount) {
    return runs.stream()
        .map(amount)
        .map(one -> Objects.requireNonNullElse(one, Money.ZERO))
        .reduce(Money.ZERO, Money::plus);
  }
}

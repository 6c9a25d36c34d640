package dev.longshore.cli.demo;

import dev.longshore.cost.Money;
import dev.longshore.report.RunRecord;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The runs of the demo, each as it was last written. */
final class DemoRuns {

  private final Map<RunId, Run> runs = new LinkedHashMap<>();
  private final Map<String, Map<RunId, Run>> byJob = new HashMap<>();
  private final Map<String, Integer> ended = new HashMap<>();
  private int open;

  /** Takes in a run, and answers what it was before. */
  Optional<Run> changed(Run run) {
    var job = run.job().value();
    var before = Optional.ofNullable(runs.put(run.id(), run));
    byJob.computeIfAbsent(job, _ -> new LinkedHashMap<>()).put(run.id(), run);
    if (before.isEmpty()) {
      open++;
    }
    if (run.isFinal() && before.filter(Run::isFinal).isEmpty()) {
      open--;
      ended.merge(job, 1, Integer::sum);
    }
    return before;
  }

  /** In the order in which they were opened. */
  Collection<Run> all() {
    return runs.values();
  }

  Collection<Run> of(String job) {
    return byJob.getOrDefault(job, Map.of()).values();
  }

  /** The run of a job that has this parameter. */
  Optional<Run> of(String job, String parameter) {
    return of(job).stream().filter(run -> word(run).equals(parameter)).findFirst();
  }

  /** How many runs of a job have ended. */
  int ended(String job) {
    return ended.getOrDefault(job, 0);
  }

  /** Whether all have. */
  boolean haveEnded() {
    return open == 0;
  }

  /**
   * The word among its parameters, which tells it from the other runs of its job, if there is one.
   */
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

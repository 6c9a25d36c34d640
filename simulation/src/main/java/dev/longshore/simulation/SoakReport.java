package dev.longshore.simulation;

import dev.longshore.json.Json;
import dev.longshore.simulation.fault.FaultsText;
import dev.longshore.simulation.fault.Moment;
import dev.longshore.simulation.invariant.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a soak has come to, for people and for programs.
 *
 * @param from the first seed
 * @param least the seed that broke an invariant, if one did, with the fewest faults that do it
 */
public record SoakReport(long from, Soak.Progress soak, List<Played> least) {

  /** The report of a soak that held, or of one whose broken seed was shrunk to {@code least}. */
  public static SoakReport of(long from, Soak.Progress soak, Simulation simulation, int playsMax) {
    return new SoakReport(
        from,
        soak,
        soak.broken().stream()
            .map(broken -> new Shrinking(simulation, playsMax).shrink(broken))
            .toList());
  }

  public boolean holds() {
    return least.isEmpty();
  }

  /** What a person reads. */
  public List<String> lines() {
    var counts = soak.counts();
    var lines = new ArrayList<String>();
    lines.add(
        "%,d seeds from %d: %,d runs, %,d tasks, %,d sweeps, %,d of %,d RunTask calls throttled"
            .formatted(
                soak.seeds(),
                from,
                counts.runs(),
                counts.tasks(),
                counts.sweeps(),
                counts.runTaskThrottled(),
                counts.runTaskCalls()));
    for (var played : least) {
      lines.add("seed %d does not hold; with the fewest faults:".formatted(played.seed()));
      played.violations().forEach(violation -> lines.add(violation.toString()));
      lines.add("to see who did what, and when:");
      lines.add(replay(played));
    }
    return lines;
  }

  /** The command that plays a broken seed again and prints its story. */
  static String replay(Played played) {
    return "longshore simulate --seed %d --faults %s --trace"
        .formatted(played.seed(), FaultsText.of(played.moments()));
  }

  /** What a program reads. */
  public Map<String, Object> document() {
    var counts = soak.counts();
    return Json.object()
        .put("firstSeed", from)
        .put("seeds", soak.seeds())
        .put("holds", holds())
        .put("runs", counts.runs())
        .put("tasks", counts.tasks())
        .put("sweeps", counts.sweeps())
        .put("runTaskCalls", counts.runTaskCalls())
        .put("runTaskThrottled", counts.runTaskThrottled())
        .put("failingSeed", least.isEmpty() ? null : least.getFirst().seed())
        .put(
            "violations",
            least.stream()
                .flatMap(played -> played.violations().stream())
                .map(Violation::toString)
                .toList())
        .put(
            "faults",
            least.stream()
                .flatMap(played -> played.moments().stream())
                .map(Moment::toString)
                .toList())
        .put("replay", least.isEmpty() ? null : replay(least.getFirst()))
        .fields();
  }
}

package dev.longshore.simulation.mutant;

import dev.longshore.simulation.Simulation;
import dev.longshore.simulation.Soak;
import dev.longshore.simulation.SoakReport;
import dev.longshore.simulation.cloud.SimulatedCloud.Options.Shipped;
import dev.longshore.simulation.cloud.Trace;
import dev.longshore.simulation.fault.Faults;
import dev.longshore.simulation.fault.FaultsText;
import dev.longshore.simulation.invariant.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What {@code longshore simulate --soak} does with a seed that breaks an invariant, and then what
 * the command does that it prints. Loaded anew with a mutant, it is spoken with in the types of the
 * JDK alone.
 */
public final class BrokenSoak implements Function<Long, Map<String, List<String>>> {

  private static final int PLAYS_MAX = 300;
  private static final Pattern REPLAY =
      Pattern.compile("longshore simulate --seed (\\d+) --faults (\\S+) --trace");

  @Override
  public Map<String, List<String>> apply(Long seeds) {
    var simulation = new Simulation(Shipped.read());
    var soak = new Soak(simulation, Faults.all()).run(1, seeds, _ -> {});
    var broken = soak.broken().orElseThrow();
    var report = SoakReport.of(1, soak, simulation, PLAYS_MAX);
    var lines = report.lines();
    var replay = REPLAY.matcher(lines.getLast());
    if (!replay.matches()) {
      throw new AssertionError("no command to play it again: " + lines.getLast());
    }
    var story = new ArrayList<String>();
    var played =
        simulation.play(
            Long.parseLong(replay.group(1)),
            FaultsText.parse(replay.group(2)),
            Trace.to(story::add));
    return Map.of(
        "lines", lines,
        "faultsBefore", broken.moments().stream().map(Object::toString).toList(),
        "faultsAfter", report.least().getFirst().moments().stream().map(Object::toString).toList(),
        "invariantsBefore", invariants(broken.violations()),
        "violationsAfter", played.violations().stream().map(Violation::toString).toList(),
        "invariantsAfter", invariants(played.violations()),
        "subjects", played.violations().stream().map(Violation::subject).toList(),
        "story", story);
  }

  private static List<String> invariants(List<Violation> violations) {
    var names = new TreeSet<String>();
    violations.forEach(violation -> names.add(violation.invariant()));
    return List.copyOf(names);
  }
}

package dev.longshore.cli;

import dev.longshore.cli.text.Progress;
import dev.longshore.cli.text.Terminal;
import dev.longshore.json.Json;
import dev.longshore.simulation.Played;
import dev.longshore.simulation.Shrinking;
import dev.longshore.simulation.Simulation;
import dev.longshore.simulation.Soak;
import dev.longshore.simulation.cloud.SimulatedCloud.Options.Shipped;
import dev.longshore.simulation.cloud.Trace;
import dev.longshore.simulation.fault.Faults;
import dev.longshore.simulation.fault.Moment;
import dev.longshore.simulation.invariant.Violation;
import java.util.List;

/** Plays seeds with all faults, and shows the first one that breaks an invariant. */
record ProofOfSeeds(Terminal terminal, boolean json) {

  /** How often a seed is played again to find which faults it takes. */
  private static final int SHRINKING_PLAYS = 300;

  /** Plays one seed, and prints who did what, and when. */
  int trace(long seed) {
    var simulation = new Simulation(Shipped.read());
    var played = simulation.play(seed, Faults.all(), Trace.to(terminal::print));
    played.violations().forEach(violation -> terminal.print(violation.toString()));
    return played.holds() ? Main.DONE : Main.FAILED;
  }

  /** Plays so many seeds. */
  int soak(long from, long seeds) {
    if (seeds < 1) {
      throw new BadInput("--soak takes the number of seeds to play, at least 1, not " + seeds);
    }
    var simulation = new Simulation(Shipped.read());
    var progress = new Progress(terminal);
    var soak =
        new Soak(simulation, Faults.all())
            .run(
                from,
                seeds,
                now ->
                    progress.show(
                        "%,d of %,d seeds hold, %,d runs"
                            .formatted(now.seeds(), seeds, now.counts().runs())));
    if (soak.broken().isEmpty()) {
      progress.clear();
      said(from, soak, List.of());
      return Main.DONE;
    }
    var broken = soak.broken().get();
    progress.show("seed %d breaks an invariant; taking faults away".formatted(broken.seed()));
    var least = new Shrinking(simulation, SHRINKING_PLAYS).shrink(broken);
    progress.clear();
    said(from, soak, least.moments());
    return Main.FAILED;
  }

  private void said(long from, Soak.Progress soak, List<Moment> faults) {
    if (json) {
      terminal.printJson(document(from, soak, faults));
      return;
    }
    var counts = soak.counts();
    terminal.print(
        "%,d seeds from %d: %,d runs, %,d tasks, %,d sweeps, %,d of %,d RunTask calls throttled"
            .formatted(
                soak.seeds(),
                from,
                counts.runs(),
                counts.tasks(),
                counts.sweeps(),
                counts.runTaskThrottled(),
                counts.runTaskCalls()));
    soak.broken()
        .ifPresent(broken -> {
          broken.violations().forEach(violation -> terminal.print(violation.toString()));
          terminal.print("the faults that it takes: " + faults);
          terminal.print("longshore simulate --seed %d --trace shows it".formatted(broken.seed()));
        });
  }

  private static Object document(long from, Soak.Progress soak, List<Moment> faults) {
    var counts = soak.counts();
    return Json.object()
        .put("firstSeed", from)
        .put("seeds", soak.seeds())
        .put("holds", soak.broken().isEmpty())
        .put("runs", counts.runs())
        .put("tasks", counts.tasks())
        .put("sweeps", counts.sweeps())
        .put("runTaskCalls", counts.runTaskCalls())
        .put("runTaskThrottled", counts.runTaskThrottled())
        .put("failingSeed", soak.broken().map(Played::seed).orElse(null))
        .put(
            "violations",
            soak.broken().map(Played::violations).orElse(List.of()).stream()
                .map(Violation::toString)
                .toList())
        .put("faults", faults.stream().map(Moment::toString).toList())
        .fields();
  }
}

package dev.longshore.cli;

import dev.longshore.cli.text.Progress;
import dev.longshore.cli.text.Terminal;
import dev.longshore.simulation.Simulation;
import dev.longshore.simulation.Soak;
import dev.longshore.simulation.SoakReport;
import dev.longshore.simulation.cloud.SimulatedCloud.Options.Shipped;
import dev.longshore.simulation.cloud.Trace;
import dev.longshore.simulation.fault.Faults;
import dev.longshore.simulation.fault.FaultsText;

/** Plays seeds with faults, and shows the first one that breaks an invariant. */
record ProofOfSeeds(Terminal terminal, boolean json, String faults) {

  /** How often a seed is played again to find which faults it takes. */
  private static final int SHRINKING_PLAYS = 300;

  /** Plays one seed, and prints who did what, and when. */
  int trace(long seed) {
    var simulation = new Simulation(Shipped.read());
    var played = simulation.play(seed, faultsToPlay(), Trace.to(terminal::print));
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
        new Soak(simulation, faultsToPlay())
            .run(
                from,
                seeds,
                now ->
                    progress.show(
                        "%,d of %,d seeds hold, %,d runs"
                            .formatted(now.seeds(), seeds, now.counts().runs())));
    soak.broken()
        .ifPresent(broken ->
            progress.show(
                "seed %d breaks an invariant; taking faults away".formatted(broken.seed())));
    var report = SoakReport.of(from, soak, simulation, SHRINKING_PLAYS);
    progress.clear();
    if (json) {
      terminal.printJson(report.document());
    } else {
      report.lines().forEach(terminal::print);
    }
    return report.holds() ? Main.DONE : Main.FAILED;
  }

  private Faults faultsToPlay() {
    try {
      return FaultsText.parse(faults);
    } catch (IllegalArgumentException e) {
      throw new BadInput("--faults: " + e.getMessage());
    }
  }
}

package dev.longshore.cli;

import dev.longshore.cli.text.Progress;
import dev.longshore.simulation.Simulation;
import dev.longshore.simulation.Soak;
import dev.longshore.simulation.SoakReport;
import dev.longshore.simulation.cloud.SimulatedCloud.Options.Shipped;
import dev.longshore.simulation.cloud.Trace;
import dev.longshore.simulation.fault.Faults;
import dev.longshore.simulation.fault.FaultsText;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Proves, seed by seed, that nothing is lost. */
@Command(
    name = "simulate",
    description = {
      "Play the shipped code through faults of every kind in virtual time, and check that nothing"
          + " is lost.",
      "Each seed is a story of its own and the same again each time. Ends with 1 at the first seed"
          + " that breaks an invariant, with the fewest faults that still break it."
    })
final class SimulateCommand extends Common {

  /** How often a seed is played again to find which faults it takes. */
  private static final int SHRINKING_PLAYS = 300;

  @Option(
      names = "--soak",
      paramLabel = "N",
      description = "How many seeds (${DEFAULT-VALUE}).",
      defaultValue = "1000")
  private long seeds = 1000;

  @Option(names = "--seed", paramLabel = "S", description = "The first seed; any without it.")
  private @Nullable Long first;

  @Option(
      names = "--faults",
      paramLabel = "F",
      description =
          "What goes wrong: all, none, kinds as event-lost or event-lost=0.5, or the moments of a"
              + " seed as event-lost#3, with commas between (${DEFAULT-VALUE}).",
      defaultValue = "all")
  private String faults = "all";

  @Option(names = "--trace", description = "Print who did what, and when, in the first seed.")
  private boolean trace;

  @Option(
      names = "--pacing",
      paramLabel = "N",
      description =
          "Instead, say how long N runs opened at once take to start: with reserved places, and by"
              + " back-off alone.")
  private @Nullable Integer pacing;

  @Override
  public Integer call() {
    if (pacing != null) {
      return new PacingOfRuns(terminal(), json()).run(pacing);
    }
    if (seeds < 1) {
      throw new BadInput("--soak takes the number of seeds to play, at least 1, not " + seeds);
    }
    var from =
        Objects.requireNonNullElseGet(
            first, () -> RandomGenerator.getDefault().nextLong(1_000_000_000));
    var simulation = new Simulation(Shipped.read());
    if (trace) {
      return traced(simulation, from);
    }
    var progress = new Progress(terminal());
    var soak =
        new Soak(simulation, faults())
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
    if (json()) {
      terminal().printJson(report.document());
    } else {
      report.lines().forEach(terminal()::print);
    }
    return report.holds() ? Main.DONE : Main.FAILED;
  }

  private Faults faults() {
    try {
      return FaultsText.parse(faults);
    } catch (IllegalArgumentException e) {
      throw new BadInput("--faults: " + e.getMessage());
    }
  }

  private int traced(Simulation simulation, long seed) {
    var played = simulation.play(seed, faults(), Trace.to(terminal()::print));
    played.violations().forEach(violation -> terminal().print(violation.toString()));
    return played.holds() ? Main.DONE : Main.FAILED;
  }
}

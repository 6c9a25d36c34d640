package dev.longshore.cli;

import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plays jobs in virtual time: people's own to forecast them, or any to prove that none is lost. */
@Command(
    name = "simulate",
    description = {
      "Play your jobs on the shipped code in virtual time, and say what they will cost and how late"
          + " they will be.",
      "Or, with --soak, play the shipped code through faults of every kind, and check that nothing"
          + " is lost: each seed is a story of its own and the same again each time. Ends with 1 at"
          + " the first seed that breaks an invariant, with the fewest faults that still break it."
    },
    footer = {
      "",
      "Examples:",
      "  longshore simulate --days 30",
      "  longshore simulate --duration nightly=20m..50m --arrivals orders=200/day",
      "  longshore simulate --vary capacity.spot=never,preferred,only --html forecast.html",
      "  longshore simulate --soak 1000 --seed 1"
    })
final class SimulateCommand extends Common {

  private static final long SEEDS_DEFAULT = 1000;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "The seed of a forecast (1), or the first seed of a proof (any).")
  private @Nullable Long seed;

  @Option(
      names = "--soak",
      paramLabel = "N",
      description = "Prove it with so many seeds (1000 where only --faults is given).")
  private @Nullable Long seeds;

  @Option(
      names = "--faults",
      paramLabel = "F",
      description =
          "What goes wrong in a proof: all, none, kinds as event-lost or event-lost=0.5, or the"
              + " moments of a seed as event-lost#3, with commas between (all).")
  private @Nullable String faults;

  @Option(names = "--trace", description = "Print who did what, and when, in one seed of a proof.")
  private boolean trace;

  @Option(
      names = "--pacing",
      paramLabel = "N",
      description =
          "Instead, say how long N runs opened at once take to start: with reserved places, and by"
              + " back-off alone.")
  private @Nullable Integer pacing;

  @Mixin private ForecastOptions forecast = new ForecastOptions();

  @Override
  public Integer call() {
    if (seeds == null && !trace && faults == null && pacing == null) {
      return new ForecastOfJobs(terminal(), jobs(), data(), json(), forecast).run(seed);
    }
    if (forecast.isGiven()) {
      throw new BadInput(
          "--soak, --faults, --trace and --pacing play jobs of their own; leave out what is for a"
              + " forecast of yours");
    }
    if (pacing != null) {
      return new PacingOfRuns(terminal(), json()).run(pacing);
    }
    var from =
        Objects.requireNonNullElseGet(
            seed, () -> RandomGenerator.getDefault().nextLong(1_000_000_000));
    var proof = new ProofOfSeeds(terminal(), json(), Objects.requireNonNullElse(faults, "all"));
    return trace
        ? proof.trace(from)
        : proof.soak(from, Objects.requireNonNullElse(seeds, SEEDS_DEFAULT));
  }
}

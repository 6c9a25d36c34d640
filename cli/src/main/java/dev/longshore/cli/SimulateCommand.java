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

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "The seed of a forecast (1), or the first seed of a proof (any).")
  private @Nullable Long seed;

  @Option(names = "--soak", paramLabel = "N", description = "Prove it with so many seeds.")
  private @Nullable Long seeds;

  @Option(names = "--trace", description = "Print who did what, and when, in one seed of a proof.")
  private boolean trace;

  @Mixin private ForecastOptions forecast = new ForecastOptions();

  @Override
  public Integer call() {
    if (seeds == null && !trace) {
      return new ForecastOfJobs(terminal(), jobs(), data(), json(), forecast).run(seed);
    }
    if (forecast.isGiven()) {
      throw new BadInput(
          "%s plays seeds with jobs of their own; leave out what is for a forecast of yours"
              .formatted(trace ? "--trace" : "--soak"));
    }
    var from =
        Objects.requireNonNullElseGet(
            seed, () -> RandomGenerator.getDefault().nextLong(1_000_000_000));
    var proof = new ProofOfSeeds(terminal(), json());
    return trace ? proof.trace(from) : proof.soak(from, Objects.requireNonNull(seeds));
  }
}

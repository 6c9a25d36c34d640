package dev.longshore.simulation;

import dev.longshore.simulation.cloud.Trace;
import dev.longshore.simulation.fault.Faults;
import java.util.Optional;
import java.util.function.Consumer;

/** Plays one seed after another, until one breaks an invariant. */
public final class Soak {

  private final Simulation simulation;
  private final Faults faults;

  public Soak(Simulation simulation, Faults faults) {
    this.simulation = simulation;
    this.faults = faults;
  }

  /** Up to where a soak has come. */
  public record Progress(long seeds, Counts counts, Optional<Played> broken) {}

  /**
   * Plays {@code seeds} seeds from {@code first} on.
   *
   * @param listener hears of each that held
   */
  public Progress run(long first, long seeds, Consumer<Progress> listener) {
    var progress = new Progress(0, Counts.NONE, Optional.empty());
    for (var i = 0L; i < seeds; i++) {
      var played = simulation.play(first + i, faults, Trace.off());
      var counts = progress.counts().plus(played.counts());
      if (!played.holds()) {
        return new Progress(i + 1, counts, Optional.of(played));
      }
      progress = new Progress(i + 1, counts, Optional.empty());
      listener.accept(progress);
    }
    return progress;
  }
}

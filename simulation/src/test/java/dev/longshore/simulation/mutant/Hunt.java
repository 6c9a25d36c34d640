package dev.longshore.simulation.mutant;

import dev.longshore.simulation.Simulation;
import dev.longshore.simulation.cloud.SimulatedCloud.Options.Shipped;
import dev.longshore.simulation.cloud.Trace;
import dev.longshore.simulation.fault.Fault;
import dev.longshore.simulation.fault.Faults;
import dev.longshore.simulation.invariant.Violation;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Plays seeds until one of some invariants breaks. Loaded anew with each mutant, it is spoken with
 * in the types of the JDK alone.
 */
public final class Hunt implements Function<Set<String>, String> {

  private static final long SEEDS = 200;

  /** Every fault, and those against which the contract's rules guard more often. */
  private static final Faults FAULTS =
      Faults.all().with(Fault.HANDLER_KILLED, 0.01).with(Fault.EVENT_LOST, 0.15);

  /** Stands for an invariant where the simulation could not go on. */
  private static final String BROKEN = "the cloud itself";

  private final Faults faults;

  /**
   * A hunt with every fault.
   *
   * @param more those that come more often than usual, by their word
   */
  public Hunt(Map<String, Double> more) {
    var often = FAULTS;
    for (var fault : Fault.values()) {
      var rate = more.get(fault.word());
      often = rate == null ? often : often.with(fault, rate);
    }
    this.faults = often;
  }

  /** The number of seeds that it took and what they broke; empty if they broke nothing. */
  @Override
  public String apply(Set<String> invariants) {
    var simulation = new Simulation(Shipped.read());
    for (var seed = 1L; seed <= SEEDS; seed++) {
      var broken = broken(simulation, seed);
      if (broken.stream().anyMatch(invariants::contains)) {
        return seed + "\t" + String.join(", ", broken);
      }
    }
    return "";
  }

  private Set<String> broken(Simulation simulation, long seed) {
    try {
      return simulation.play(seed, faults, Trace.off()).violations().stream()
          .map(Violation::invariant)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IllegalStateException e) {
      // The local cloud itself reads the ledger too, and has no second chance.
      return Set.of(BROKEN);
    }
  }
}

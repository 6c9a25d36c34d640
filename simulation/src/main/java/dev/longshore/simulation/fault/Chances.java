package dev.longshore.simulation.fault;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Decides at each opportunity whether a fault takes it. What is decided at one depends on the seed,
 * the fault and the opportunity's number alone, so that leaving out one fault leaves the others
 * where they are.
 */
public final class Chances {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1.0p-53;
  private static final int UNUSED_BITS = 11;

  /** So that streams of other uses and those of faults never meet. */
  private static final long STREAMS_FROM = 1L << Integer.SIZE;

  private final long seed;
  private final Faults faults;
  private final Map<Fault, Kind> kinds = new EnumMap<>(Fault.class);
  private final List<Moment> taken = new ArrayList<>();

  public Chances(long seed, Faults faults) {
    this.seed = seed;
    this.faults = faults;
    for (var fault : Fault.values()) {
      kinds.put(fault, new Kind(fault.name().hashCode()));
    }
  }

  /** The opportunities that one fault has had. */
  private static final class Kind {

    /** From its name, so that faults which come to be later leave the seeds of others alone. */
    private final long salt;

    private long opportunities;

    Kind(long salt) {
      this.salt = salt;
    }
  }

  /** The chance for the details of a fault that takes this opportunity; empty if it does not. */
  public Optional<RandomGenerator> strike(Fault fault) {
    return strike(fault, faults.rate(fault));
  }

  /** The same where the opportunity is not alike to others. */
  public Optional<RandomGenerator> strike(Fault fault, double probability) {
    var kind = Objects.requireNonNull(kinds.get(fault));
    var opportunity = kind.opportunities++;
    var script = faults.script();
    if (script == null && probability <= 0) {
      return Optional.empty();
    }
    var bits = mix(seed, kind.salt, opportunity);
    var strikes =
        script == null
            ? (bits >>> UNUSED_BITS) * UNIT < probability
            : script.contains(new Moment(fault, opportunity));
    if (!strikes) {
      return Optional.empty();
    }
    taken.add(new Moment(fault, opportunity));
    return Optional.of(new SplittableRandom(bits));
  }

  public double rate(Fault fault) {
    return faults.rate(fault);
  }

  /** The moments at which faults happened up to now. */
  public List<Moment> taken() {
    return List.copyOf(taken);
  }

  /** A stream of chance that has nothing to do with faults. */
  public RandomGenerator stream(int number) {
    return new SplittableRandom(mix(seed, STREAMS_FROM + number, 0));
  }

  private static long mix(long seed, long kind, long number) {
    return murmur(murmur(seed + kind * GOLDEN) + (number + 1) * GOLDEN);
  }

  private static long murmur(long z) {
    var once = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    var twice = (once ^ once >>> 27) * 0x94D049BB133111EBL;
    return twice ^ twice >>> 31;
  }
}

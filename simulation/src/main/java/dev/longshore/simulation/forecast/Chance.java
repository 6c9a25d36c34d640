package dev.longshore.simulation.forecast;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Chance that follows from the seed and from what it is for, whatever else was drawn before. So the
 * same run works as long in each variant, and two variants differ by what they differ in alone.
 */
record Chance(long seed) {

  private static final long PRIME = 0x100000001B3L;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** The chance for one thing: the same for the same words. */
  RandomGenerator of(String what, String id) {
    return new SplittableRandom(mixed(mixed(seed, what) + GOLDEN, id));
  }

  private static long mixed(long from, String text) {
    var hash = from;
    for (var i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    return hash ^ hash >>> 32;
  }
}

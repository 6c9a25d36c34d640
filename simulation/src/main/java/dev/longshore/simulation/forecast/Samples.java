package dev.longshore.simulation.forecast;

import java.util.Arrays;

/**
 * Numbers of which their order statistics are wanted.
 *
 * <p>Mutable, and for one thread.
 */
final class Samples {

  private static final int FIRST_ROOM = 64;

  private long[] values = new long[FIRST_ROOM];
  private int size;
  private boolean isSorted = true;

  void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
    isSorted = false;
  }

  int size() {
    return size;
  }

  /**
   * The value that a share of all, at least, lie at or below.
   *
   * @param share above 0 and up to 1
   * @throws IllegalStateException if there is none
   */
  long percentile(double share) {
    if (size == 0) {
      throw new IllegalStateException("of nothing there is no percentile");
    }
    sort();
    return values[Math.max(0, (int) Math.ceil(share * size) - 1)];
  }

  long max() {
    return percentile(1);
  }

  private void sort() {
    if (!isSorted) {
      Arrays.sort(values, 0, size);
      isSorted = true;
    }
  }
}

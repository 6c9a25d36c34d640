package dev.longshore.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final Duration MAX = Duration.ofMinutes(10);

  /** A generator that always gives the largest number it may, so that bounds are seen. */
  private static final class Largest implements RandomGenerator {

    @Override
    public long nextLong() {
      throw new AssertionError("a wait is drawn below its bound");
    }

    @Override
    public long nextLong(long bound) {
      return bound - 1;
    }
  }

  private static Backoff backoff(RandomGenerator random) {
    return new Backoff(FIRST, 2, MAX, random);
  }

  @Test
  void theBoundDoublesUpToItsMost() {
    var backoff = backoff(new Largest());

    assertThat(List.of(0, 1, 2, 3, 4, 5, 50, 10_000))
        .extracting(n -> backoff.delay(n).toSeconds())
        .containsExactly(30L, 60L, 120L, 240L, 480L, 600L, 600L, 600L);
  }

  @Test
  void aRateOfOneNeverGrows() {
    var backoff = new Backoff(FIRST, 1, MAX, new Largest());

    assertThat(backoff.delay(9)).isEqualTo(FIRST);
  }

  @Test
  void aFirstWaitAboveTheMostIsTheMost() {
    assertThat(new Backoff(Duration.ofHours(1), 2, MAX, new Largest()).delay(0)).isEqualTo(MAX);
  }

  @Test
  void noBackoffIsNoWait() {
    assertThat(new Backoff(Duration.ZERO, 2, MAX, new Largest()).delay(3)).isZero();
  }

  @Test
  void waitsAreSpreadOverAllOfTheBound() {
    var waits = new ArrayList<Long>();
    var backoff = backoff(new Random(7));
    for (var i = 0; i < 10_000; i++) {
      waits.add(backoff.delay(0).toMillis());
    }

    assertThat(waits).allMatch(wait -> wait >= 0 && wait <= FIRST.toMillis());
    for (var tenth = 0; tenth < 10; tenth++) {
      var from = tenth * 3_000L;
      assertThat(waits.stream().filter(wait -> wait >= from && wait < from + 3_000).count())
          .as("waits from %d ms", from)
          .isBetween(850L, 1_150L);
    }
  }

  @Test
  void oneSeedGivesOneSeriesOfWaits() {
    var one = backoff(new Random(42));
    var other = backoff(new Random(42));

    for (var n = 0; n < 20; n++) {
      assertThat(one.delay(n)).isEqualTo(other.delay(n));
    }
  }
}

package dev.longshore.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.ledger.Key;
import dev.longshore.ledger.MemoryStore;
import dev.longshore.ledger.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PaceLimitTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final PaceLimit CALLS = new PaceLimit("RunTask", 20, 20);

  private static final Key COUNTER = new Key("calls", "calls");

  private Store store = new MemoryStore(() -> NOON, Duration.ZERO);

  private Instant next(PaceLimit limit, Instant now) {
    return limit.goAt(store.take(COUNTER, PaceLimit.place(now), limit.spacing()), now);
  }

  @Test
  void aBurstGoesAtOnceAndTheRestAtItsRate() {
    var goAt = new ArrayList<Duration>();
    for (var i = 0; i < 60; i++) {
      goAt.add(Duration.between(NOON, next(CALLS, NOON)));
    }

    assertThat(goAt.subList(0, 20)).containsOnly(Duration.ZERO);
    for (var i = 20; i < 60; i++) {
      assertThat(goAt.get(i)).as("call %d", i).isEqualTo(Duration.ofMillis(50L * (i - 19)));
    }
  }

  @Test
  void aRestFillsTheBurstUpAgainAndNeverMore() {
    for (var i = 0; i < 20; i++) {
      assertThat(next(CALLS, NOON)).isEqualTo(NOON);
    }
    var halfASecondLater = NOON.plusMillis(500);
    for (var i = 0; i < 10; i++) {
      assertThat(next(CALLS, halfASecondLater)).isEqualTo(halfASecondLater);
    }
    assertThat(next(CALLS, halfASecondLater)).isEqualTo(NOON.plusMillis(550));

    var tomorrow = NOON.plus(Duration.ofDays(1));
    for (var i = 0; i < 20; i++) {
      assertThat(next(CALLS, tomorrow)).isEqualTo(tomorrow);
    }
    assertThat(next(CALLS, tomorrow)).isAfter(tomorrow);
  }

  @Test
  void aBurstOfOneIsAPlainRate() {
    var limit = new PaceLimit("slow", 1, 2);

    assertThat(List.of(next(limit, NOON), next(limit, NOON), next(limit, NOON)))
        .containsExactly(NOON, NOON.plusMillis(500), NOON.plusMillis(1000));
  }

  @Test
  void noWindowEverHasMoreCallsThanATokenBucketLetsThrough() {
    for (var seed = 0; seed < 50; seed++) {
      store = new MemoryStore(() -> NOON, Duration.ZERO);
      var random = new Random(seed);
      var now = NOON;
      var lastSecond = new ArrayDeque<Instant>();
      for (var i = 0; i < 500; i++) {
        now = now.plusMillis(random.nextInt(60));
        var goAt = next(CALLS, now);
        assertThat(goAt).as("seed %d", seed).isAfterOrEqualTo(now);
        lastSecond.add(goAt);
        while (lastSecond.peek() != null
            && Duration.between(lastSecond.peek(), goAt).compareTo(Duration.ofSeconds(1)) >= 0) {
          lastSecond.remove();
        }
        assertThat(lastSecond).as("seed %d", seed).hasSizeLessThanOrEqualTo(40);
      }
    }
  }

  @Test
  void aClockThatStepsBackCostsNoPlaces() {
    next(CALLS, NOON);

    assertThat(next(CALLS, NOON.minusSeconds(1))).isBetween(NOON.minusSeconds(1), NOON);
  }
}

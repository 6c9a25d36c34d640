package dev.longshore.local.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A loop on a real clock, with other threads. What would hang is ended by a bound. */
@Timeout(60)
class RealLoopIT {

  private static final Instant START = Instant.parse("2026-11-21T12:00:00.123456Z");
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void itsClockStartsWhereItIsToldTo() {
    var loop = new RealLoop(START, 1);

    assertThat(loop.instant()).isBetween(START.minusMillis(1), START.plus(HOUR));
  }

  @Test
  void anHourPassesInATenthOfASecondAndNotSooner() {
    var loop = new RealLoop(START, 36_000);
    var before = System.nanoTime();
    var at = new AtomicReference<Instant>();
    loop.at(loop.instant().plus(HOUR), () -> at.set(loop.instant()));

    loop.run(() -> at.get() != null);

    assertThat(at.get()).isAfterOrEqualTo(START.plus(HOUR).minusMillis(1));
    // The loop's clock began before this one, by far less than a hundredth of a second.
    assertThat(System.nanoTime() - before).isGreaterThan(Duration.ofMillis(90).toNanos());
  }

  @Test
  void timesAreTranslatedBothWays() {
    var loop = new RealLoop(START, 36_000);

    assertThat(loop.real(HOUR)).isEqualTo(Duration.ofMillis(100));
    assertThat(loop.ofReal(Duration.ofMillis(100))).isEqualTo(HOUR);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN})
  void aClockThatStandsOrGoesBackIsRefused(double speed) {
    assertThatIllegalArgumentException().isThrownBy(() -> new RealLoop(START, speed));
  }

  @Test
  void thingsAreDoneInTheOrderOfTheirTimes() {
    var loop = new RealLoop(START, 1_000);
    var done = new ArrayList<Integer>();
    var now = loop.instant();
    for (var i = 50; i > 0; i--) {
      var number = i;
      loop.at(now.plusSeconds(i), () -> done.add(number));
    }

    loop.run(() -> done.size() == 50);

    assertThat(done).isSorted();
  }

  @Test
  void whatAnotherThreadAsksForIsDoneOnTheLoopsThreadThoughTheLoopWaitsForSomethingElse()
      throws InterruptedException {
    var loop = new RealLoop(START, 1);
    loop.at(loop.instant().plus(HOUR), () -> {});
    var doneBy = new AtomicReference<Thread>();
    var worker = new Thread(() -> loop.run(() -> doneBy.get() != null));
    worker.start();
    awaitParked(worker);

    loop.soon(() -> doneBy.set(Thread.currentThread()));
    worker.join();

    assertThat(doneBy.get()).isSameAs(worker);
  }

  @Test
  void whatManyThreadsAskForIsAllDoneOneAfterTheOther() {
    var loop = new RealLoop(START, 1);
    var done = new ArrayList<Integer>();
    for (var i = 0; i < 8; i++) {
      var thread = i;
      new Thread(
              () -> {
                for (var n = 0; n < 500; n++) {
                  loop.soon(() -> done.add(thread));
                }
              })
          .start();
    }

    loop.run(() -> done.size() == 4_000);

    assertThat(List.copyOf(done)).hasSize(4_000);
  }

  @Test
  void wakingItMakesItAskAnewWhetherItIsDone() throws InterruptedException {
    var loop = new RealLoop(START, 1);
    var isDone = new AtomicBoolean();
    var worker = new Thread(() -> loop.run(isDone::get));
    worker.start();
    awaitParked(worker);

    isDone.set(true);
    loop.wake();

    worker.join();
    assertThat(worker.isAlive()).isFalse();
  }

  private static void awaitParked(Thread thread) {
    while (thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
  }
}

package dev.longshore.local.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualLoopTest {

  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  private final VirtualLoop loop = new VirtualLoop(START);
  private final List<String> done = new ArrayList<>();

  private Runnable noting(String what) {
    return () -> done.add(what + " at " + Duration.between(START, loop.instant()).toSeconds());
  }

  @Test
  void thingsAreDoneInTheOrderOfTheirTimes() {
    loop.at(START.plusSeconds(2), noting("second"));
    loop.at(START.plusSeconds(1), noting("first"));

    loop.runFor(Duration.ofSeconds(2));

    assertThat(done).containsExactly("first at 1", "second at 2");
  }

  @Test
  void thingsOfOneInstantAreDoneInTheOrderInWhichTheyWereAskedFor() {
    for (var i = 0; i < 100; i++) {
      loop.at(START.plusSeconds(i % 2), noting(String.valueOf(i)));
    }

    loop.runFor(Duration.ofSeconds(1));

    assertThat(done.subList(0, 3)).containsExactly("0 at 0", "2 at 0", "4 at 0");
    assertThat(done.subList(50, 53)).containsExactly("1 at 1", "3 at 1", "5 at 1");
    assertThat(done).hasSize(100);
  }

  @Test
  void whatIsAskedForDuringAnotherThingIsDoneAfterAllThatWasAskedForBefore() {
    loop.soon(() -> {
      done.add("outer");
      loop.soon(noting("inner"));
      done.add("outer's end");
    });
    loop.soon(noting("other"));

    loop.runFor(Duration.ZERO);

    assertThat(done).containsExactly("outer", "outer's end", "other at 0", "inner at 0");
  }

  @Test
  void whatIsOverdueIsDoneNowAndTimeNeverGoesBack() {
    loop.runFor(Duration.ofSeconds(10));

    loop.at(START, noting("overdue"));
    loop.runFor(Duration.ZERO);

    assertThat(done).containsExactly("overdue at 10");
  }

  @Test
  void nothingIsDoneWithinTheCallThatAsksForIt() {
    loop.soon(noting("soon"));

    assertThat(done).isEmpty();
  }

  @Test
  void whatIsCancelledIsNotDone() {
    var timer = loop.at(START.plusSeconds(1), noting("cancelled"));
    loop.at(START.plusSeconds(1), noting("kept"));

    timer.cancel();
    timer.cancel();
    loop.runFor(Duration.ofSeconds(1));

    assertThat(done).containsExactly("kept at 1");
  }

  @Test
  void cancellingWhatWasDoneOrIsBeingDoneChangesNothing() {
    var timers = new ArrayList<EventLoop.Timer>();
    timers.add(
        loop.soon(() -> {
          timers.getFirst().cancel();
          done.add("done");
        }));
    loop.runFor(Duration.ZERO);
    timers.getFirst().cancel();
    loop.soon(noting("next"));
    loop.runFor(Duration.ZERO);

    assertThat(done).containsExactly("done", "next at 0");
  }

  @Test
  void itStandsAtTheEndOfTheTimeThatItRan() {
    loop.at(START.plusSeconds(5), noting("later"));

    loop.runFor(Duration.ofSeconds(4));

    assertThat(loop.instant()).isEqualTo(START.plusSeconds(4));
    assertThat(done).isEmpty();
  }

  @Test
  void itStopsAtOnceWhenItIsDone() {
    loop.at(START.plusSeconds(1), noting("first"));
    loop.at(START.plusSeconds(1), noting("second"));

    var isDone = loop.runUntil(START.plusSeconds(9), () -> !done.isEmpty());

    assertThat(isDone).isTrue();
    assertThat(done).containsExactly("first at 1");
    assertThat(loop.instant()).isEqualTo(START.plusSeconds(1));
    assertThat(loop.runUntil(START.plusSeconds(9), () -> false)).isFalse();
  }
}

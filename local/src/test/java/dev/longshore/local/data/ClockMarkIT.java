package dev.longshore.local.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockMarkIT {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration STEP = Duration.ofSeconds(1);

  @TempDir private Path folder;

  @Test
  void theClockOfAFirstLifeIsTheWalls() {
    try (var database = open()) {
      assertThat(ClockMark.start(new Marks(database), NOON)).isEqualTo(NOON);
    }
  }

  @Test
  void theClockOfANextLifeBeginsBehindAllThatWasWritten() {
    try (var database = open()) {
      var mark = new ClockMark(new Marks(database), STEP);
      for (var millis = 0; millis < 2_500; millis += 10) {
        mark.reach(NOON.plusMillis(millis));
        assertThat(ClockMark.start(new Marks(database), NOON))
            .isAfterOrEqualTo(NOON.plusMillis(millis));
      }
    }
    try (var database = open()) {
      var start = ClockMark.start(new Marks(database), NOON);
      assertThat(start).isBetween(NOON.plusMillis(2_490), NOON.plusMillis(2_490).plus(STEP));
      var mark = new ClockMark(new Marks(database), STEP);
      mark.reach(start.minusSeconds(1));
      assertThat(ClockMark.start(new Marks(database), NOON)).isEqualTo(start);
    }
  }

  @Test
  void theMarkIsWrittenOnceAStep() {
    try (var database = open()) {
      var marks = new Marks(database);
      var mark = new ClockMark(marks, STEP);
      mark.reach(NOON);
      assertThat(marks.find("clock")).contains(NOON.plus(STEP));
      mark.reach(NOON.plus(STEP));
      assertThat(marks.find("clock")).contains(NOON.plus(STEP));
      mark.reach(NOON.plus(STEP).plusNanos(1));
      assertThat(marks.find("clock")).contains(NOON.plus(STEP).plusNanos(1).plus(STEP));
    }
  }

  @Test
  void anOrderlyEndTakesTheMarkBack() {
    try (var database = open()) {
      var marks = new Marks(database);
      var mark = new ClockMark(marks, STEP);
      mark.reach(NOON);
      mark.settle(NOON.plusMillis(5));

      assertThat(ClockMark.start(marks, NOON)).isEqualTo(NOON.plusMillis(5));
      assertThat(ClockMark.start(marks, NOON.plusSeconds(9))).isEqualTo(NOON.plusSeconds(9));
    }
  }

  @Test
  void marksAreKeptByName() {
    try (var database = open()) {
      var marks = new Marks(database);
      assertThat(marks.doneUpTo("arn:schedule")).isEmpty();
      marks.done("arn:schedule", NOON);
      marks.put("other", NOON.plusNanos(1));
      marks.done("arn:schedule", NOON.plusSeconds(1));

      assertThat(marks.doneUpTo("arn:schedule")).contains(NOON.plusSeconds(1));
      assertThat(marks.find("other")).contains(NOON.plusNanos(1));
    }
  }

  private Database open() {
    return Database.open(new DataFolder(folder));
  }
}

package dev.longshore.local.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.schedule.CronExpression;
import dev.longshore.schedule.Schedule;
import dev.longshore.schedule.Schedule.At;
import dev.longshore.schedule.Schedule.Cron;
import dev.longshore.schedule.Schedule.Missed;
import dev.longshore.schedule.Schedule.Rate;
import dev.longshore.schedule.Schedule.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocalSchedulerTest {

  private static final Duration WINDOW = Duration.ofMinutes(15);

  private static Schedule schedule(
      Timing timing, String zone, @Nullable Duration window, Missed missed) {
    return new Schedule(timing, ZoneId.of(zone), window, missed);
  }

  private static Schedule cron(String expression, String zone) {
    return schedule(new Cron(CronExpression.parse(expression)), zone, null, Missed.LAST);
  }

  private static Schedule everyMinutes(int minutes, Missed missed) {
    return schedule(new Rate(Duration.ofMinutes(minutes)), "UTC", null, missed);
  }

  @Test
  void aCronFiresAtItsWallClockTimes() {
    var bench =
        new SchedulerBench("2026-11-20T00:00:00Z").start(cron("30 2 * * ? *", "Asia/Seoul"));

    bench.runUntil("2026-11-22T00:00:00Z");

    assertThat(bench.firedTimes()).containsExactly("2026-11-20T17:30:00Z", "2026-11-21T17:30:00Z");
    assertThat(bench.invokedAt).isEqualTo(bench.fired);
  }

  @Test
  void aClosedSchedulerFinishesWhatIsUnderWayAndFiresNoMore() {
    var bench =
        new SchedulerBench("2026-11-20T00:00:30Z")
            .failingFor("2026-11-20T00:02:00Z")
            .start(everyMinutes(1, Missed.LAST))
            .runUntil("2026-11-20T00:02:00Z")
            .close();

    bench.runUntil("2026-11-20T01:00:00Z");

    assertThat(bench.firedTimes()).containsExactly("2026-11-20T00:01:00Z", "2026-11-20T00:02:00Z");
  }

  @Test
  void aTimeThatSpringSkipsIsSkipped() {
    var bench =
        new SchedulerBench("2026-03-28T00:00:00Z").start(cron("30 2 * * ? *", "Europe/Berlin"));

    bench.runUntil("2026-03-31T00:00:00Z");

    assertThat(bench.firedTimes()).containsExactly("2026-03-28T01:30:00Z", "2026-03-30T00:30:00Z");
  }

  @Test
  void aTimeThatAutumnHasTwiceFiresOnce() {
    var bench =
        new SchedulerBench("2026-10-24T12:00:00Z").start(cron("30 2 * * ? *", "Europe/Berlin"));

    bench.runUntil("2026-10-26T12:00:00Z");

    assertThat(bench.firedTimes()).containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
  }

  @Test
  void aRateFiresAtItsMultiplesWheneverTheSchedulerWasStarted() {
    var bench = new SchedulerBench("2026-11-21T12:07:31Z").start(everyMinutes(15, Missed.LAST));

    bench.runUntil("2026-11-21T12:45:00Z");

    assertThat(bench.firedTimes())
        .containsExactly("2026-11-21T12:15:00Z", "2026-11-21T12:30:00Z", "2026-11-21T12:45:00Z");
  }

  @Test
  void anAtFiresOnce() {
    var at = new At(LocalDateTime.parse("2026-12-01T09:00"));
    var bench =
        new SchedulerBench("2026-11-21T00:00:00Z")
            .start(schedule(at, "Asia/Seoul", null, Missed.LAST));

    bench.runUntil("2027-11-21T00:00:00Z");

    assertThat(bench.firedTimes()).containsExactly("2026-12-01T00:00:00Z");
  }

  @ParameterizedTest
  @EnumSource(Missed.class)
  void whatWasDueBeforeTheScheduleWasThereIsNotMissed(Missed missed) {
    var bench = new SchedulerBench("2026-11-21T12:00:00Z").start(everyMinutes(15, missed));

    bench.runFor(Duration.ofMinutes(14));

    assertThat(bench.fired).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Missed.class)
  void whatWasMissedIsMadeUpForAsTheScheduleSays(Missed missed) {
    var schedule = everyMinutes(15, missed);
    var bench =
        new SchedulerBench("2026-11-21T12:10:00Z").start(schedule).runUntil("2026-11-21T12:20:00Z");
    assertThat(bench.firedTimes()).containsExactly("2026-11-21T12:15:00Z");

    bench.downUntil("2026-11-21T13:05:00Z").start(schedule).runFor(Duration.ZERO);

    assertThat(bench.firedTimes())
        .isEqualTo(
            switch (missed) {
              case ALL ->
                  List.of("2026-11-21T12:30:00Z", "2026-11-21T12:45:00Z", "2026-11-21T13:00:00Z");
              case LAST -> List.of("2026-11-21T13:00:00Z");
              case NONE -> List.of();
            });
    bench.runUntil("2026-11-21T13:15:00Z");
    assertThat(bench.firedTimes()).endsWith("2026-11-21T13:15:00Z");
    assertThat(bench.notes).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Missed.class)
  void whatWasMadeUpForIsNotMissedAgain(Missed missed) {
    var schedule = everyMinutes(15, missed);
    var bench =
        new SchedulerBench("2026-11-21T12:10:00Z").start(schedule).runFor(Duration.ofMinutes(1));
    bench.downUntil("2026-11-21T13:05:00Z").start(schedule).runFor(Duration.ofMinutes(1));

    bench.downUntil("2026-11-21T13:07:00Z").start(schedule).runFor(Duration.ofMinutes(1));

    assertThat(bench.fired).isEmpty();
  }

  @Test
  void aFiringAtTheVeryInstantOfTheRestartComesOnce() {
    var schedule = everyMinutes(15, Missed.ALL);
    var bench =
        new SchedulerBench("2026-11-21T12:10:00Z").start(schedule).runFor(Duration.ofMinutes(1));

    bench.downUntil("2026-11-21T12:15:00Z").start(schedule).runFor(Duration.ofMinutes(1));

    assertThat(bench.firedTimes()).containsExactly("2026-11-21T12:15:00Z");
  }

  @Test
  void asManyAsThereMayBeAreMadeUpForWithoutAWord() {
    var bench = missedMinutes(LocalScheduler.MISSED_MAX);

    assertThat(bench.fired).hasSize(LocalScheduler.MISSED_MAX);
    assertThat(bench.notes).isEmpty();
  }

  @Test
  void ofMoreOnlySoManyAreMadeUpForAndSomebodyIsTold() {
    var bench = missedMinutes(LocalScheduler.MISSED_MAX + 1);

    assertThat(bench.fired).hasSize(LocalScheduler.MISSED_MAX);
    assertThat(bench.notes)
        .containsExactly(
            "etl: only the first 1,000 missed firings since 2026-11-21T12:00:00Z are made up for");
  }

  @Test
  void whatIsNotMadeUpForIsNotMissedByTheNextLifeEither() {
    var bench = missedMinutes(5 * LocalScheduler.MISSED_MAX);

    bench
        .downUntil(bench.loop().instant().plusSeconds(1).toString())
        .start(everyMinutes(1, Missed.ALL))
        .runFor(Duration.ofSeconds(1));

    assertThat(bench.fired).isEmpty();
  }

  /** A schedule that has missed so many of its firings, each minute one, and made up for them. */
  private static SchedulerBench missedMinutes(int count) {
    var schedule = everyMinutes(1, Missed.ALL);
    var start = Instant.parse("2026-11-21T12:00:00Z");
    return new SchedulerBench(start.toString())
        .start(schedule)
        .downUntil(start.plus(Duration.ofMinutes(count)).toString())
        .start(schedule)
        .runFor(Duration.ofSeconds(1));
  }

  @Test
  void aWindowSpreadsFiringsAndChangesNoScheduledTime() {
    var schedule = schedule(new Rate(Duration.ofMinutes(30)), "UTC", WINDOW, Missed.LAST);
    var bench = new SchedulerBench("2026-11-21T12:00:00Z").start(schedule);

    bench.runFor(Duration.ofHours(100));

    assertThat(bench.fired).hasSizeBetween(199, 200);
    for (var i = 0; i < bench.fired.size(); i++) {
      var time = Instant.parse("2026-11-21T12:00:00Z").plus(Duration.ofMinutes(30L * (i + 1)));
      assertThat(bench.fired.get(i)).isEqualTo(time);
      assertThat(bench.invokedAt.get(i)).isAfterOrEqualTo(time).isBefore(time.plus(WINDOW));
    }
    assertThat(bench.invokedAt.stream().map(at -> at.getEpochSecond() % 900).distinct().count())
        .as("different delays")
        .isGreaterThan(100);
  }

  @Test
  void aFiringThatFailsFiresAgainEachMinuteForTheSameTime() {
    var bench =
        new SchedulerBench("2026-11-21T12:10:00Z")
            .failingFor("2026-11-21T12:15:00Z", "2026-11-21T12:15:00Z")
            .start(everyMinutes(15, Missed.LAST));

    bench.runUntil("2026-11-21T12:20:00Z");

    assertThat(bench.invokedAt.stream().map(Instant::toString))
        .containsExactly("2026-11-21T12:15:00Z", "2026-11-21T12:16:00Z", "2026-11-21T12:17:00Z");
    assertThat(bench.firedTimes()).containsExactly("2026-11-21T12:15:00Z");
  }

  @Test
  void aFiringIsDoneOnlyOnceItsFunctionHasAnswered() {
    var time = "2026-11-21T12:15:00Z";
    var bench =
        new SchedulerBench("2026-11-21T12:10:00Z")
            .failingFor(time)
            .start(everyMinutes(15, Missed.LAST));

    bench.runUntil("2026-11-21T12:15:59Z");
    assertThat(bench.mark()).isBefore(time);
    bench.runUntil("2026-11-21T12:16:00Z");

    assertThat(bench.mark()).isEqualTo(time);
  }

  @Test
  void oneThatIsStillToBeDoneIsNotDoneBecauseALaterOneIs() {
    var early = "2026-11-21T12:02:00Z";
    var schedule = everyMinutes(1, Missed.ALL);
    var bench =
        new SchedulerBench("2026-11-21T12:01:30Z")
            .failingFor(early, early, early)
            .start(schedule)
            .runUntil("2026-11-21T12:04:30Z");
    assertThat(bench.firedTimes()).containsExactly("2026-11-21T12:03:00Z", "2026-11-21T12:04:00Z");

    bench.downUntil("2026-11-21T12:04:40Z").start(schedule).runFor(Duration.ofSeconds(1));

    assertThat(bench.firedTimes()).startsWith(early);
  }
}

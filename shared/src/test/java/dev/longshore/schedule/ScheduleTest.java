package dev.longshore.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.longshore.schedule.Schedule.At;
import dev.longshore.schedule.Schedule.Cron;
import dev.longshore.schedule.Schedule.Missed;
import dev.longshore.schedule.Schedule.Rate;
import dev.longshore.schedule.Schedule.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

  private static Schedule schedule(Timing timing, String zone) {
    return new Schedule(timing, ZoneId.of(zone), null, Missed.LAST);
  }

  private static Schedule cron(String expression, String zone) {
    return schedule(new Cron(CronExpression.parse(expression)), zone);
  }

  private static Stream<String> onDay(Schedule schedule, LocalDate day) {
    var start = day.atStartOfDay(schedule.zone()).toInstant();
    var end = day.plusDays(1).atStartOfDay(schedule.zone()).toInstant();
    return schedule
        .firings(start.minusNanos(1), end.minusNanos(1))
        .map(firing -> firing.toOffsetDateTime().toString());
  }

  @Nested
  class WhenClocksChange {

    @ParameterizedTest
    @CsvSource({
      // zone, day, the times between which the clock jumps
      "Europe/Berlin,      2026-03-29, 02:00, 03:00",
      "America/New_York,   2026-03-08, 02:00, 03:00",
      "Australia/Lord_Howe, 2026-10-04, 02:00, 02:30",
      "Africa/Casablanca,  2026-03-22, 02:00, 03:00",
      "America/Santiago,   2026-09-06, 00:00, 01:00",
    })
    void aTimeThatDoesNotExistInSpringIsSkipped(
        String zone, LocalDate day, String from, String to) {
      var skipped = day.atTime(LocalTime.parse(from)).plusMinutes(15);
      var daily = cron("%d %d * * ? *".formatted(skipped.getMinute(), skipped.getHour()), zone);
      var quarterly = cron("*/15 * * * ? *", zone);

      assertThat(onDay(daily, day)).isEmpty();
      assertThat(daily.next(skipped.minusDays(1).atZone(daily.zone()).toInstant()))
          .map(ZonedDateTime::toLocalDateTime)
          .contains(skipped.plusDays(1));
      var gap = Duration.between(LocalTime.parse(from), LocalTime.parse(to));
      assertThat(onDay(quarterly, day)).hasSize(96 - (int) (gap.toMinutes() / 15));
    }

    @ParameterizedTest
    @CsvSource({
      // zone, day, a time that comes twice, its first instant
      "Europe/Berlin,      2026-10-25, 02:15, 2026-10-25T02:15+02:00",
      "America/New_York,   2026-11-01, 01:15, 2026-11-01T01:15-04:00",
      "Australia/Lord_Howe, 2026-04-05, 01:45, 2026-04-05T01:45+11:00",
      "Africa/Casablanca,  2026-02-15, 02:15, 2026-02-15T02:15+01:00",
      "America/Santiago,   2026-04-04, 23:15, 2026-04-04T23:15-03:00",
    })
    void aTimeThatComesTwiceInAutumnFiresOnceAtTheFirst(
        String zone, LocalDate day, LocalTime twice, String first) {
      var daily = cron("%d %d * * ? *".formatted(twice.getMinute(), twice.getHour()), zone);
      var quarterly = cron("*/15 * * * ? *", zone);

      assertThat(onDay(daily, day)).containsExactly(first);
      assertThat(daily.next(OffsetDateTime.parse(first).toInstant()))
          .map(ZonedDateTime::toLocalDateTime)
          .contains(day.plusDays(1).atTime(twice));
      assertThat(onDay(quarterly, day)).hasSize(96).contains(first);
    }

    @Test
    void everyQuarterOfAnHourPausesWhileTheHourComesAgain() {
      var firings = onDay(cron("*/15 * * * ? *", "Europe/Berlin"), LocalDate.of(2026, 10, 25));

      assertThat(firings)
          .containsSequence(
              "2026-10-25T01:45+02:00",
              "2026-10-25T02:00+02:00",
              "2026-10-25T02:15+02:00",
              "2026-10-25T02:30+02:00",
              "2026-10-25T02:45+02:00",
              "2026-10-25T03:00+01:00",
              "2026-10-25T03:15+01:00");
    }

    @Test
    void everyQuarterOfAnHourGoesOnAfterTheHourThatIsMissing() {
      var firings = onDay(cron("*/15 * * * ? *", "Europe/Berlin"), LocalDate.of(2026, 3, 29));

      assertThat(firings)
          .containsSequence(
              "2026-03-29T01:45+01:00", "2026-03-29T03:00+02:00", "2026-03-29T03:15+02:00");
    }

    @Test
    void halfAnHourIsMissingOnLordHowe() {
      var firings = onDay(cron("*/15 * * * ? *", "Australia/Lord_Howe"), LocalDate.of(2026, 10, 4));

      assertThat(firings)
          .containsSequence(
              "2026-10-04T01:45+10:30", "2026-10-04T02:30+11:00", "2026-10-04T02:45+11:00");
    }

    @Test
    void midnightIsMissingInSantiago() {
      var midnight = cron("0 0 * * ? *", "America/Santiago");

      assertThat(
              midnight.firings(
                  Instant.parse("2026-09-05T00:00:00Z"), Instant.parse("2026-09-08T00:00:00Z")))
          .map(firing -> firing.toOffsetDateTime().toString())
          .containsExactly("2026-09-05T00:00-04:00", "2026-09-07T00:00-03:00");
    }

    @Test
    void aWholeDayIsMissingInSamoa() {
      var daily = cron("0 12 * * ? *", "Pacific/Apia");

      assertThat(daily.next(Instant.parse("2011-12-29T23:00:00Z")))
          .map(firing -> firing.toOffsetDateTime().toString())
          .contains("2011-12-31T12:00+14:00");
    }

    @Test
    void nothingChangesInSeoul() {
      var quarterly = cron("*/15 * * * ? *", "Asia/Seoul");

      for (var day = LocalDate.of(2026, 1, 1); day.getYear() == 2026; day = day.plusDays(1)) {
        assertThat(onDay(quarterly, day)).hasSize(96);
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "Europe/Berlin",
          "America/New_York",
          "Australia/Lord_Howe",
          "Africa/Casablanca",
          "America/Santiago",
          "Asia/Seoul",
          "Asia/Kathmandu",
          "Pacific/Chatham",
          "UTC"
        })
    void firesAtEachWallClockTimeThatExistsOnce(String zone) {
      var expected =
          Stream.iterate(LocalDateTime.of(2026, 1, 1, 0, 0), time -> time.plusMinutes(30))
              .takeWhile(time -> time.getYear() == 2026)
              .filter(time -> !ZoneId.of(zone).getRules().getValidOffsets(time).isEmpty())
              .toList();

      var year = cron("*/30 * * * ? 2026", zone);
      var firings =
          year.firings(Instant.EPOCH, Instant.parse("2030-01-01T00:00:00Z"))
              .map(ZonedDateTime::toLocalDateTime)
              .toList();

      assertThat(firings).isEqualTo(expected);
    }
  }

  @Nested
  class Next {

    @Test
    void isStrictlyLater() {
      var hourly = cron("0 * * * ? *", "UTC");
      var firing = Instant.parse("2026-10-05T10:00:00Z");

      assertThat(hourly.next(firing.minusNanos(1))).map(ZonedDateTime::toInstant).contains(firing);
      assertThat(hourly.next(firing))
          .map(ZonedDateTime::toInstant)
          .contains(Instant.parse("2026-10-05T11:00:00Z"));
    }

    @Test
    void isNothingOnceTheYearsAreOver() {
      assertThat(cron("* * * * ? *", "UTC").next(Instant.parse("2199-12-31T23:59:00Z"))).isEmpty();
      assertThat(cron("* * * * ? *", "UTC").next(Instant.MAX)).isEmpty();
      assertThat(schedule(new Rate(Duration.ofMinutes(1)), "UTC").next(Instant.MAX)).isEmpty();
    }

    @Test
    void startsWithTheYearsThatEventBridgeKnows() {
      assertThat(cron("0 0 * * ? *", "Asia/Seoul").next(Instant.MIN))
          .map(firing -> firing.toOffsetDateTime().toString())
          .contains("1970-01-01T00:00+09:00");
    }

    @Test
    void ofARateIsTheNextMultipleSince1970() {
      var rate = schedule(new Rate(Duration.ofMinutes(7)), "Asia/Seoul");

      assertThat(rate.next(Instant.EPOCH))
          .map(ZonedDateTime::toInstant)
          .contains(Instant.ofEpochSecond(420));
      assertThat(rate.next(Instant.ofEpochSecond(420).minusNanos(1)))
          .map(ZonedDateTime::toInstant)
          .contains(Instant.ofEpochSecond(420));
      assertThat(rate.next(Instant.ofEpochSecond(-1)))
          .map(firing -> firing.toOffsetDateTime().toString())
          .contains("1970-01-01T09:00+09:00");
    }

    @Test
    void ofADailyRateKeepsItsInstantWhenClocksChange() {
      var daily = schedule(new Rate(Duration.ofDays(1)), "Europe/Berlin");

      assertThat(
              daily.firings(
                  Instant.parse("2026-10-24T00:00:00Z"), Instant.parse("2026-10-26T00:00:00Z")))
          .map(firing -> firing.toOffsetDateTime().toString())
          .containsExactly("2026-10-25T02:00+02:00", "2026-10-26T01:00+01:00");
    }

    @Test
    void ofAOneTimeScheduleComesOnce() {
      var once = schedule(new At(LocalDateTime.of(2026, 12, 1, 9, 0)), "Asia/Seoul");
      var firing = Instant.parse("2026-12-01T00:00:00Z");

      assertThat(once.next(Instant.EPOCH)).map(ZonedDateTime::toInstant).contains(firing);
      assertThat(once.next(firing)).isEmpty();
    }

    @Test
    void ofAOneTimeScheduleKeepsToTheWallClocksRules() {
      var missing = schedule(new At(LocalDateTime.of(2026, 3, 29, 2, 30)), "Europe/Berlin");
      var twice = schedule(new At(LocalDateTime.of(2026, 10, 25, 2, 30)), "Europe/Berlin");

      assertThat(missing.next(Instant.EPOCH)).isEmpty();
      assertThat(twice.next(Instant.EPOCH))
          .map(firing -> firing.toOffsetDateTime().toString())
          .contains("2026-10-25T02:30+02:00");
      assertThat(twice.next(Instant.parse("2026-10-25T00:30:00Z"))).isEmpty();
    }
  }

  @Nested
  class Firings {

    @Test
    void leaveOutTheirStartAndHoldTheirEnd() {
      var hourly = cron("0 * * * ? *", "UTC");

      assertThat(
              hourly.firings(
                  Instant.parse("2026-10-05T10:00:00Z"), Instant.parse("2026-10-05T12:00:00Z")))
          .map(ZonedDateTime::toInstant)
          .containsExactly(
              Instant.parse("2026-10-05T11:00:00Z"), Instant.parse("2026-10-05T12:00:00Z"));
    }

    @Test
    void areFoundOnlyWhenAskedFor() {
      var minutely = cron("* * * * ? *", "UTC");

      assertThat(minutely.firings(Instant.EPOCH, Instant.MAX).limit(2)).hasSize(2);
    }

    @Test
    void areNoneWhereTheEndIsNotAfterTheStart() {
      var now = Instant.parse("2026-10-05T10:00:00Z");

      assertThat(cron("* * * * ? *", "UTC").firings(now, now)).isEmpty();
      assertThat(cron("* * * * ? *", "UTC").firings(now, now.minusSeconds(600))).isEmpty();
    }
  }

  @Nested
  class Zones {

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Seoul", "Europe/Berlin", "America/Argentina/Ushuaia"})
    void areKnownByTheirIanaNames(String name) {
      assertThat(Schedule.zone(name)).isEqualTo(ZoneId.of(name));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"Mars/Base", "+09:00", "UTC+9", "Z", "europe/berlin", "CEST", "", "../etc"})
    void areNothingElse(String name) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Schedule.zone(name))
          .withMessage("'%s' is no IANA time zone".formatted(name));
    }
  }

  @Test
  void aRateIsAtLeastAMinuteAndWholeMinutes() {
    assertThat(new Rate(Duration.ofMinutes(1)).every()).isEqualTo(Duration.ofMinutes(1));
    for (var wrong : List.of(Duration.ofSeconds(59), Duration.ofSeconds(90), Duration.ZERO)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Rate(wrong))
          .withMessage("a rate is one or more whole minutes, but is " + Durations.format(wrong));
    }
  }
}

package dev.longshore.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkTimeTest {

  private static final int DRAWS = 20_000;

  @ParameterizedTest
  @ValueSource(strings = {"1s", "12m", "1h30m", "14d", "10m..30m", "1s..14d"})
  void whatIsReadIsWrittenAsItWas(String text) {
    assertThat(WorkTime.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "12",
        "m",
        "..",
        "10m..",
        "..10m",
        "1m..2m..3m",
        "0s",
        "0s..1m",
        "14d1s",
        "1m..14d1s",
        "2m..1m"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> WorkTime.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void oneTimeIsTheTimeOfEach() {
    var work = WorkTime.parse("12m");

    assertThat(work.median()).isEqualTo(Duration.ofMinutes(12));
    assertThat(work.draw(new SplittableRandom(1))).isEqualTo(Duration.ofMinutes(12));
  }

  @Test
  void nineInTenLieBetweenTheTwoAndHalfBelowTheirGeometricMean() {
    var work = WorkTime.parse("10m..40m");
    var random = new SplittableRandom(7);
    var times = IntStream.range(0, DRAWS).mapToObj(_ -> work.draw(random)).toList();

    assertThat(work.median()).isEqualTo(Duration.ofMinutes(20));
    assertThat(share(times, Duration.ofMinutes(10))).isBetween(0.045, 0.055);
    assertThat(share(times, Duration.ofMinutes(20))).isBetween(0.49, 0.51);
    assertThat(share(times, Duration.ofMinutes(40))).isBetween(0.945, 0.955);
  }

  private static double share(List<Duration> times, Duration below) {
    return times.stream().filter(time -> time.compareTo(below) < 0).count() / (double) DRAWS;
  }

  @Test
  void noTimeIsLongerThanATimeOutCanBe() {
    var work = WorkTime.parse("14d..14d");

    assertThat(work.draw(new SplittableRandom(1))).isEqualTo(WorkTime.LONGEST);
  }

  @Test
  void ofThoseThatWereSeenEachIsAsLikely() {
    var seen =
        new WorkTime.Seen(
            List.of(Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(20)));
    var random = new SplittableRandom(3);
    var times = IntStream.range(0, DRAWS).mapToObj(_ -> seen.draw(random)).toList();

    assertThat(seen.median()).isEqualTo(Duration.ofSeconds(20));
    assertThat(seen).hasToString("median 20s, p95 30s");
    for (var time : seen.times()) {
      assertThat(times.stream().filter(time::equals).count() / (double) DRAWS)
          .isBetween(0.32, 0.35);
    }
  }

  @ParameterizedTest
  @CsvSource({"1/minute, 1440", "2/hour, 48", "200/day, 200", "0.5/day, 0.5", "7/week, 1"})
  void aRateIsReadByItsUnit(String text, double perDay) {
    assertThat(ArrivalRate.parse(text).perDay()).isEqualTo(perDay);
    assertThat(ArrivalRate.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "200", "/day", "-1/day", "1/month", "1 / day", "6001/minute"})
  void whatIsNoRateIsRefused(String text) {
    assertThatThrownBy(() -> ArrivalRate.parse(text)).isInstanceOf(IllegalArgumentException.class);
    assertThat(ArrivalRate.parse("6000/minute").perDay()).isEqualTo(ArrivalRate.PER_DAY_MAX);
  }

  @Test
  void arrivalsComeAsOftenAsTheirRateSays() {
    var rate = ArrivalRate.parse("240/day");
    var random = new SplittableRandom(5);
    var sum =
        IntStream.range(0, DRAWS)
            .mapToObj(_ -> rate.draw(random))
            .reduce(Duration.ZERO, Duration::plus);

    assertThat(sum.toSeconds() / (double) DRAWS).isBetween(354.0, 366.0);
  }
}

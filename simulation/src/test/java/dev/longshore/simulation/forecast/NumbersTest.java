package dev.longshore.simulation.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.cost.Charge;
import dev.longshore.cost.Money;
import dev.longshore.cost.OrchestrationPrices;
import dev.longshore.forecast.ArrivalRate;
import dev.longshore.job.Capacity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small parts that a forecast's numbers come from. */
class NumbersTest {

  private static final Instant FROM = Instant.parse("2026-12-01T00:00:00Z");

  @Test
  void percentilesAreThoseOfTheSortedValues() {
    var samples = new Samples();
    for (var i = 1000; i >= 1; i--) {
      samples.add(i);
    }

    assertThat(samples.percentile(0.5)).isEqualTo(500);
    assertThat(samples.percentile(0.95)).isEqualTo(950);
    assertThat(samples.max()).isEqualTo(1000);
    assertThat(samples.size()).isEqualTo(1000);
    assertThatThrownBy(() -> new Samples().max()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void arrivalsOfARateComeAtAnyMomentAndAsOftenAsItSays() {
    var arrivals = new Arrivals.AtRate(ArrivalRate.parse("200/day"));

    assertThat(times(arrivals, Duration.ofDays(30)).size()).isBetween(5_700, 6_300);
    assertThat(arrivals.expected(Duration.ofDays(30))).isEqualTo(6_000);
    assertThat(Arrivals.NONE.next(0, Duration.ZERO, new SplittableRandom(1))).isEmpty();
  }

  @Test
  void arrivalsOfAFileComeInTheirOrder() {
    var arrivals =
        new Arrivals.AtTimes(
            List.of(Duration.ofHours(3), Duration.ofHours(1), Duration.ofDays(9)), "x");

    assertThat(times(arrivals, Duration.ofDays(1)))
        .containsExactly(Duration.ofHours(1), Duration.ofHours(3));
    assertThat(arrivals.expected(Duration.ofDays(1))).isEqualTo(2);
  }

  private static List<Duration> times(Arrivals arrivals, Duration length) {
    var random = new SplittableRandom(4);
    var times = new ArrayList<Duration>();
    var next = arrivals.next(0, Duration.ZERO, random);
    while (next.isPresent() && next.get().compareTo(length) < 0) {
      times.add(next.get());
      next = arrivals.next(times.size(), next.get(), random);
    }
    return times;
  }

  @Test
  void chanceIsTheSameForTheSameWordsAndOnlyForThose() {
    var chance = new Chance(5);
    var drawn = chance.of("work", "a").nextLong();

    assertThat(chance.of("work", "a").nextLong()).isEqualTo(drawn);
    assertThat(chance.of("work", "b").nextLong()).isNotEqualTo(drawn);
    assertThat(chance.of("failure", "a").nextLong()).isNotEqualTo(drawn);
    assertThat(new Chance(6).of("work", "a").nextLong()).isNotEqualTo(drawn);
  }

  /** By hand: 3 × 0.000025 + 4 × 0.0000002 + 18 × 0.000000625 + 0.000001 + 0.5 = 0.500088. */
  @Test
  void aBillIsTheSumOfItsLines() {
    var bill =
        OrchestrationBill.of(
            Map.of(
                Charge.TRANSITIONS, BigDecimal.valueOf(3),
                Charge.INVOCATIONS, BigDecimal.valueOf(4),
                Charge.WRITE_UNITS, BigDecimal.valueOf(18),
                Charge.EVENTS, BigDecimal.ONE,
                Charge.LOG_GB, BigDecimal.ONE),
            OrchestrationPrices.shipped());

    assertThat(bill.lines()).hasSize(Charge.values().length);
    assertThat(bill.total()).hasToString("0.500088");
  }

  @Test
  void aMeterCountsFromItsStartAndNoSweepsAfterTheEnd() {
    var now = new Instant[] {FROM};
    var meter = new Meter(() -> now[0], FROM.plusSeconds(60));
    meter.run("SweepLedger", () -> meter.make("ledger:get", () -> 1));
    meter.on();
    meter.run("SweepLedger", () -> meter.make("ledger:get", () -> 1));
    meter.run("OpenScheduledRun", () -> meter.make("ledger:commit", () -> 1));
    now[0] = FROM.plusSeconds(60);
    meter.run("SweepLedger", () -> meter.make("ledger:get", () -> 1));
    meter.run("ObserveTask", () -> 1);
    meter.make("events:PutEvents", () -> 1);
    meter.make("sqs:SendMessage", () -> 1);
    meter.make("sqs:ReceiveMessage", () -> 1);
    meter.wrote(4);
    meter.read(3);

    var units = meter.units(7);

    assertThat(units.get(Charge.INVOCATIONS)).isEqualTo("3");
    assertThat(units.get(Charge.SCHEDULED_INVOCATIONS)).isEqualTo("1");
    // 3 × 5 ms of their own, 5 for the read and 10 for the write, at half a GB.
    assertThat(units.get(Charge.GB_SECONDS)).isEqualByComparingTo("0.015");
    assertThat(units.get(Charge.EVENTS)).isEqualTo("1");
    assertThat(units.get(Charge.QUEUE_REQUESTS)).isEqualTo("1");
    assertThat(units.get(Charge.WRITE_UNITS)).isEqualTo("4");
    assertThat(units.get(Charge.READ_UNITS)).isEqualByComparingTo("1.5");
    assertThat(units.get(Charge.TRANSITIONS)).isEqualTo("7");
  }

  private static Map<String, Object> event(
      String arn, String status, String provider, int cpu, int created, int stopped) {
    return Map.of(
        "detail",
        Map.of(
            "taskArn",
            arn,
            "lastStatus",
            status,
            "capacityProviderName",
            provider,
            "cpu",
            "" + cpu,
            "createdAt",
            FROM.plusSeconds(created).toString(),
            "stoppedAt",
            FROM.plusSeconds(stopped).toString()));
  }

  @Test
  void cpusAreHeldFromTheRequestUntilTheTaskHasStopped() {
    var log = new TaskLog();
    log.delays(event("a", "RUNNING", "FARGATE", 1024, 0, 0));
    log.delays(event("a", "STOPPED", "FARGATE", 1024, 0, 1800));
    log.delays(event("b", "STOPPED", "FARGATE", 2048, 900, 2700));
    log.delays(event("c", "STOPPED", "FARGATE", 512, 2700, 3600));
    log.delays(event("d", "RUNNING", "FARGATE_SPOT", 256, 3000, 0));
    log.end(FROM.plusSeconds(3600));

    var use = log.use(Capacity.ON_DEMAND, FROM, FROM.plusSeconds(3600));

    assertThat(use.peak()).isEqualTo(3072);
    assertThat(use.peakVcpus()).isEqualTo(3);
    assertThat(use.peakAt()).isEqualTo(FROM.plusSeconds(900));
    assertThat(use.steps()).hasSize(360);
    assertThat(use.step()).isEqualTo(Duration.ofSeconds(10));
    assertThat(use.steps().get(0)).isEqualTo(1024);
    assertThat(use.steps().get(90)).isEqualTo(3072);
    assertThat(use.steps().get(200)).isEqualTo(2048);
    assertThat(use.steps().get(300)).isEqualTo(512);
    assertThat(use.steps().get(359)).isEqualTo(512);
    var spot = log.use(Capacity.SPOT, FROM, FROM.plusSeconds(3600));
    assertThat(spot.peak()).isEqualTo(256);
    assertThat(spot.steps().get(299)).isZero();
    assertThat(spot.steps().get(359)).isEqualTo(256);
  }

  @Test
  void theQuotaIsExceededAboveItAndNotAtIt() {
    assertThat(new VcpuUse(6 * 1024, FROM, Duration.ZERO, List.of()).isAboveQuota()).isFalse();
    assertThat(new VcpuUse(6 * 1024 + 256, FROM, Duration.ZERO, List.of()).isAboveQuota()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "0, $0.00",
    "1, $0.0000",
    "12345, $0.0123",
    "999999, $1.0000",
    "1000000, $1.00",
    "1234567890, '$1,234.57'"
  })
  void amountsAreToTheCentOrFinerBelowADollar(long micros, String text) {
    assertThat(Wording.dollars(new Money(micros))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "20900, 21 s, 21s",
    "59400, 59 s, 59s",
    "61000, 1 min 1 s, 1m1s",
    "754000, 12 min, 12m34s",
    "3660000, 1 h 1 min, 1h1m",
    "7200000, 2 h, 2h",
    "-7800000, 2 h 10 min, 2h10m",
    "273600000, 3 d 4 h, 3d4h"
  })
  void timesAreWrittenAsPeopleSayThem(long millis, String text, String brief) {
    assertThat(Wording.span(Duration.ofMillis(millis))).isEqualTo(text);
    assertThat(Wording.brief(Duration.ofMillis(millis))).isEqualTo(brief);
  }

  @ParameterizedTest
  @CsvSource({"0, 0%", "0.004, <1%", "0.005, 1%", "0.634, 63%", "1, 100%"})
  void aLittleIsNotNothing(double share, String text) {
    assertThat(Wording.percent(share)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0.25, 0.25", "2, 2", "14.5, 14.5", "10, 10", "0, 0"})
  void vcpusHaveNoNeedlessZeros(double vcpus, String text) {
    assertThat(Wording.vcpus(vcpus)).isEqualTo(text);
  }
}

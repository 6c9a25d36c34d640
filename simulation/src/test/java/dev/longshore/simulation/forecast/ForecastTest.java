package dev.longshore.simulation.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.cost.Charge;
import dev.longshore.cost.Money;
import dev.longshore.forecast.ArrivalRate;
import dev.longshore.forecast.WorkTime;
import dev.longshore.job.Capacity;
import dev.longshore.job.JobName;
import dev.longshore.json.Json;
import dev.longshore.run.RunState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastTest {

  private static final String SMALL = "cpu: 256";

  @TempDir private Path folder;

  private static JobPlan plan(
      String work, double failures, Arrivals arrivals, @Nullable Duration deadline) {
    return new JobPlan(WorkTime.parse(work), failures, arrivals, deadline);
  }

  private static Arrivals at(String... times) {
    return new Arrivals.AtTimes(List.of(times).stream().map(Duration::parse).toList(), "here");
  }

  /**
   * By hand: a task is pulled 18.8 s after RunTask and runs 2.1 s later; it works 600 s and is gone
   * 24 s after that, so that 626.1 s are billed as 627. A quarter of a vCPU and half a GiB cost
   * 0.25 × 0.04048 + 0.5 × 0.004445 = 0.0123425 USD an hour, 0.002150 for these seconds.
   */
  @Test
  void costAndDelaysOfATinyJobAreThoseOfArithmeticByHand() {
    var forecast =
        new Stage(folder)
            .days(2)
            .job(
                "daily",
                "10m",
                SMALL,
                "schedule: { cron: '0 3 * * ? *' }",
                "capacity: { spot: never }")
            .forecast();
    var job = forecast.current(new JobName("daily"));

    assertThat(job.runs()).isEqualTo(2);
    assertThat(job.states()).isEqualTo(Map.of(RunState.SUCCEEDED, 2L));
    assertThat(job.billedSeconds()).isEqualTo(2 * 627);
    assertThat(job.cost()).hasToString("0.004300");
    assertThat(job.onDemandCost()).isEqualTo(job.cost());
    assertThat(job.waste()).isEqualTo(Money.ZERO);
    assertThat(Objects.requireNonNull(job.startDelay()).max()).isEqualTo(Duration.ofMillis(20_900));
    assertThat(Objects.requireNonNull(job.deadlines()).leastSlack())
        .isEqualTo(Duration.ofDays(1).minusMillis(644_900));
    var vcpus = forecast.reference().vcpus(Capacity.ON_DEMAND);
    assertThat(vcpus.peak()).isEqualTo(256);
    assertThat(vcpus.peakAt()).isEqualTo(Instant.parse("2026-12-01T03:00:00Z"));
    assertThat(forecast.reference().vcpus(Capacity.SPOT).peak()).isZero();
  }

  /**
   * By hand: a clean run takes 3 transitions and 4 invocations, one of them by the Scheduler, and
   * is announced once; a sweep each minute of two days is 2,880 invocations more.
   */
  @Test
  void orchestrationOfATinyJobIsThatOfArithmeticByHand() {
    var bill =
        new Stage(folder)
            .days(2)
            .job("daily", "10m", "schedule: { cron: '0 3 * * ? *' }", "capacity: { spot: never }")
            .forecast()
            .reference()
            .orchestration();

    assertThat(units(bill, Charge.TRANSITIONS)).isEqualTo(6);
    assertThat(units(bill, Charge.INVOCATIONS)).isEqualTo(2 * 4 + 2_880);
    assertThat(units(bill, Charge.SCHEDULED_INVOCATIONS)).isEqualTo(2);
    assertThat(units(bill, Charge.EVENTS)).isEqualTo(2);
    assertThat(units(bill, Charge.QUEUE_REQUESTS)).isZero();
    // Each sweep takes its lease and gives it back; a run with a limit of one at a time takes 24.
    assertThat(units(bill, Charge.WRITE_UNITS)).isBetween(2 * 2_880L + 2 * 18, 2 * 2_880L + 2 * 30);
    assertThat(bill.total())
        .isEqualTo(
            bill.lines().stream()
                .map(OrchestrationBill.Line::cost)
                .reduce(Money.ZERO, Money::plus));
  }

  private static long units(OrchestrationBill bill, Charge charge) {
    return bill.lines().stream()
        .filter(line -> line.charge() == charge)
        .findFirst()
        .orElseThrow()
        .units()
        .longValue();
  }

  @Test
  void aFiringAtTheBeginningIsPartOfItAndOneAtTheEndIsNot() {
    var job = new Stage(folder).days(3).job("daily", "1m", "schedule: { rate: 1d }").job("daily");

    assertThat(job.runs()).isEqualTo(3);
    assertThat(job.in(RunState.SUCCEEDED)).isEqualTo(3);
  }

  @Test
  void schedulesFireInTheirZones() {
    var forecast =
        new Stage(folder)
            .job("seoul", "1m", SMALL, "schedule: { cron: '30 2 * * ? *', timezone: Asia/Seoul }")
            .job("once", "1m", SMALL, "schedule: { at: 2026-12-01T23:30, timezone: Europe/Berlin }")
            .job("past", "1m", SMALL, "schedule: { at: 2026-11-30T23:30 }")
            .forecast();

    assertThat(forecast.current(new JobName("seoul")).runs()).isEqualTo(1);
    assertThat(forecast.current(new JobName("once")).runs()).isEqualTo(1);
    assertThat(forecast.current(new JobName("past")).runs()).isZero();
    assertThat(forecast.reference().vcpus(Capacity.SPOT).peakAt())
        .isEqualTo(Instant.parse("2026-12-01T17:30:00Z"));
  }

  @Test
  void aFiringThatMeetsTheRunBeforeIsSkipped() {
    var job = new Stage(folder).job("busy", "15m", "schedule: { rate: 10m }").job("busy");

    assertThat(job.runs()).isEqualTo(144);
    assertThat(job.in(RunState.SUCCEEDED)).isEqualTo(72);
    assertThat(job.in(RunState.SKIPPED)).isEqualTo(72);
    assertThat(job.missed()).isEqualTo(72);
  }

  @Test
  void aScheduleThatCannotGiveARequiredParameterIsRejected() {
    var job =
        new Stage(folder)
            .job("report", "1m", "schedule: { rate: 6h }", "parameters: { m: { required: true } }")
            .job("report");

    assertThat(job.in(RunState.REJECTED)).isEqualTo(4);
    assertThat(job.rejection()).isEqualTo("parameter m is required");
  }

  @Test
  void messagesStartRunsWhateverTheirParametersMustMatch() {
    var job =
        new Stage(folder)
            .job(
                "thumbnails",
                plan("1m", 0, at("PT1H", "PT1H", "PT5H", "PT48H"), null),
                "queue: { mode: message }",
                "command: [thumb, '{{ params.key }}', '{{ params.size }}']",
                "parameters:",
                "  key: { type: string, pattern: '[a-z]+/[0-9]+', required: true }",
                "  size: { type: integer, required: true }")
            .job("thumbnails");

    assertThat(job.runs()).isEqualTo(3);
    assertThat(job.in(RunState.SUCCEEDED)).isEqualTo(3);
  }

  @Test
  void peopleStartAJobWithoutAQueue() {
    var job =
        new Stage(folder)
            .job("load", plan("1m", 0, new Arrivals.AtRate(ArrivalRate.parse("50/day")), null))
            .job("load");

    assertThat(job.runs()).isBetween(30L, 70L);
    assertThat(job.in(RunState.SUCCEEDED)).isEqualTo(job.runs());
  }

  @Test
  void aJobThatNothingStartsCostsNothingAndIsNamed() {
    var forecast = new Stage(folder).job("manual", "1m").forecast();

    assertThat(forecast.current(new JobName("manual")).cost()).isEqualTo(Money.ZERO);
    assertThat(forecast.findings())
        .extracting(Finding::text)
        .anyMatch(text -> text.startsWith("nothing starts manual"));
  }

  @Test
  void whatFailsIsWasted() {
    var job =
        new Stage(folder)
            .job(
                "flaky",
                plan("10m", 1, Arrivals.NONE, null),
                "schedule: { rate: 12h }",
                "retry: { attempts: 2 }")
            .job("flaky");

    assertThat(job.in(RunState.FAILED)).isEqualTo(2);
    assertThat(job.attempts()).isEqualTo(4);
    assertThat(job.waste()).isEqualTo(job.cost()).isGreaterThan(Money.ZERO);
    assertThat(job.wastedSeconds()).isEqualTo(job.billedSeconds());
  }

  @Test
  void interruptionsComeAtTheirRateAndTheirWorkIsWasted() {
    var job =
        new Stage(folder)
            .days(10)
            .interruptions(0.5)
            .job(
                "hourly",
                "30m",
                "schedule: { rate: 1h }",
                "overlap: allow",
                "retry: { interruptions: 100 }")
            .job("hourly");

    // Half an hour at 0.5 an hour: a quarter of an interruption each, 240 runs and their retries.
    assertThat(job.interruptions()).isBetween(40L, 100L);
    assertThat(job.in(RunState.SUCCEEDED)).isEqualTo(240);
    assertThat(job.waste()).isGreaterThan(Money.ZERO).isLessThan(job.cost());
  }

  @Test
  void aDroughtOfSpotIsBridgedOnDemandWhereThatIsAllowed() {
    var forecast =
        new Stage(folder)
            .days(5)
            .droughts(Setting.DROUGHTS_MAX)
            .job("etl", "5m", "schedule: { rate: 1h }")
            .forecast("capacity.spot=preferred,only");
    var preferred = forecast.predictions().getFirst();
    var only = forecast.predictions().getLast();

    assertThat(preferred.vcpus(Capacity.ON_DEMAND).peak()).isGreaterThan(0);
    assertThat(only.vcpus(Capacity.ON_DEMAND).peak()).isZero();
    assertThat(preferred.jobs().getFirst().in(RunState.SUCCEEDED)).isEqualTo(120);
    assertThat(only.jobs().getFirst().launchFailures()).isGreaterThan(0);
  }

  @Test
  void runsThatEndAfterTheirDeadlineAreCounted() {
    var stage =
        new Stage(folder)
            .job(
                "late",
                plan("10m", 0, Arrivals.NONE, Duration.ofMinutes(5)),
                "schedule: { rate: 6h }")
            .job(
                "early",
                plan("10m", 0, Arrivals.NONE, Duration.ofMinutes(12)),
                "schedule: { rate: 6h }");
    var late = Objects.requireNonNull(stage.job("late").deadlines());
    var early = Objects.requireNonNull(stage.job("early").deadlines());

    assertThat(late.missed()).isEqualTo(4);
    assertThat(late.leastSlack()).isEqualTo(Duration.ofMillis(300_000 - 644_900));
    assertThat(late.isNextFiring()).isFalse();
    assertThat(early.missed()).isZero();
    assertThat(early.leastSlack()).isEqualTo(Duration.ofMillis(720_000 - 644_900));
  }

  @Test
  void aQueueThatGetsMoreThanIsDoneShowsAsUnfinished() {
    var times = Collections.nCopies(12, "PT1H").toArray(String[]::new);
    var forecast =
        new Stage(folder)
            .job(
                "slow",
                plan("40h", 0, at(times), null),
                "queue: { mode: message }",
                "timeout: 2d",
                "concurrency: 1")
            .forecast();
    var job = forecast.current(new JobName("slow"));

    assertThat(job.runs()).isEqualTo(12);
    assertThat(job.unfinished()).isBetween(2L, 4L);
    assertThat(job.in(RunState.SUCCEEDED)).isEqualTo(12 - job.unfinished());
    assertThat(forecast.findings())
        .extracting(Finding::text)
        .anyMatch(text -> text.startsWith("more comes than is done"));
  }

  @Test
  void theSameSeedIsTheSameForecastWhateverElseIsPlayedBesideIt() {
    var alone = Json.write(mixed(new Stage(folder)).forecast().reference().jobs().toString());
    var again = mixed(new Stage(folder)).forecast();
    var beside = mixed(new Stage(folder)).forecast("capacity.spot=never,preferred,only");
    var other = mixed(new Stage(folder)).seed(2).forecast();

    assertThat(Json.write(again.reference().jobs().toString())).isEqualTo(alone);
    assertThat(Json.write(beside.reference().jobs().toString())).isEqualTo(alone);
    assertThat(Json.write(ForecastJson.of(again)))
        .isEqualTo(Json.write(ForecastJson.of(mixed(new Stage(folder)).forecast())));
    assertThat(Json.write(other.reference().jobs().toString())).isNotEqualTo(alone);
  }

  private static Stage mixed(Stage stage) {
    return stage
        .days(3)
        .interruptions(0.5)
        .droughts(1)
        .job(
            "etl",
            plan("10m..40m", 0.1, Arrivals.NONE, null),
            "schedule: { rate: 1h, window: 10m }",
            "retry: { attempts: 3 }")
        .job(
            "orders",
            plan("30s..3m", 0.01, new Arrivals.AtRate(ArrivalRate.parse("100/day")), null),
            "queue: { mode: message }",
            "concurrency: 2");
  }

  @Test
  void theSameRunWorksAsLongInEachVariant() {
    var forecast =
        new Stage(folder)
            .days(5)
            .job("etl", "10m..40m", "schedule: { rate: 1h }")
            .forecast("capacity.spot=never,preferred");

    assertThat(forecast.predictions())
        .extracting(prediction -> prediction.jobs().getFirst().billedSeconds())
        .hasSize(2)
        .containsOnly(forecast.predictions().getFirst().jobs().getFirst().billedSeconds());
    assertThat(forecast.predictions().getLast().cost())
        .isLessThan(forecast.predictions().getFirst().cost());
  }

  @Test
  void howManyRunsAreToBePlayedIsKnownBefore() {
    var stage =
        new Stage(folder)
            .days(10)
            .job("minutely", "10s", "schedule: [ { rate: 1m }, { cron: '0 3 * * ? *' } ]")
            .job(
                "orders",
                plan("10s", 0, new Arrivals.AtRate(ArrivalRate.parse("100/day")), null),
                "queue: { mode: message }");

    assertThat(Forecast.expectedRuns(stage.setting(), Variant.unchanged(stage.catalog())))
        .isEqualTo(14_400 + 10 + 1_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "command: [a, '{{ params.x }}']",
        "idle: { after: 1m }\nschedule: { rate: 3h }",
        "overlap: replace\nschedule: { rate: 1m }",
        "retry: { retryExitCodes: [75], failExitCodes: [1] }\nschedule: { rate: 6h }",
        "completesOnTerm: true\nqueue: { mode: message }",
        "environment: { A: '{{ params.x }}' }\nqueue: { mode: message }",
        "cpu: 16384\nmemory: 122880\nephemeralStorage: 200\nschedule: { rate: 12h }",
        "timeout: 1s\nschedule: { rate: 6h }"
      })
  void anyValidJobFileHasAForecast(String lines) {
    var forecast =
        new Stage(folder)
            .interruptions(1)
            .job(
                "any",
                plan("1m..5m", 0.3, new Arrivals.AtRate(ArrivalRate.parse("9/day")), null),
                lines)
            .forecast();
    var job = forecast.current(new JobName("any"));

    assertThat(job.unfinished()).isZero();
    assertThat(job.states().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(job.runs())
        .isGreaterThan(0);
  }
}

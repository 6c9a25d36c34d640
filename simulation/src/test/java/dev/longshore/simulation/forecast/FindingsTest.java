package dev.longshore.simulation.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.forecast.WorkTime;
import dev.longshore.simulation.forecast.Arrivals.AtTimes;
import dev.longshore.simulation.forecast.Finding.Weight;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsTest {

  @TempDir private Path folder;

  private static JobPlan plan(String work, double failures, @Nullable Duration deadline) {
    return new JobPlan(WorkTime.parse(work), failures, Arrivals.NONE, deadline);
  }

  private static List<String> lines(Forecast forecast) {
    return forecast.findings().stream()
        .map(finding -> "%s %s: %s".formatted(finding.weight(), finding.job(), finding.text()))
        .toList();
  }

  @Test
  void aPolicyThatIsCheaperAndInTimeIsAdvised() {
    var forecast =
        new Stage(folder)
            .job(
                "nightly",
                plan("2h", 0, Duration.ofHours(5)),
                "schedule: { rate: 1d }",
                "timeout: 8h",
                "capacity: { spot: never }")
            .forecast("capacity.spot=never,preferred");

    assertThat(lines(forecast))
        .contains(
            "CHANCE nightly: preferred saves 68% against never ($0.0079 instead of $0.0248) and"
                + " still ends 2 h 59 min before its deadline");
  }

  @Test
  void aPolicyThatIsCheaperButLateIsNotAdvisedButTold() {
    var forecast =
        new Stage(folder)
            .days(3)
            .interruptions(1)
            .job(
                "nightly",
                plan("4h", 0, Duration.ofHours(5)),
                "schedule: { rate: 1d }",
                "timeout: 8h",
                "retry: { interruptions: 100 }",
                "capacity: { spot: never }")
            .forecast("capacity.spot=never,only");

    assertThat(lines(forecast))
        .anyMatch(line -> line.startsWith("NOTE nightly: never, as it is, "))
        .noneMatch(line -> line.startsWith("CHANCE nightly: only"));
  }

  @Test
  void aSizeIsComparedByWhatASecondOfItCosts() {
    var forecast =
        new Stage(folder)
            .job("etl", "10m", "cpu: 1024", "memory: 2048", "schedule: { rate: 12h }")
            .forecast("cpu=512,1024,2048");

    assertThat(lines(forecast))
        .contains(
            "CHANCE etl: cpu 512 with memory 2048 costs 0.59 times as much a second; it pays if the"
                + " work then takes less than 1.69 times as long",
            "CHANCE etl: cpu 2048 with memory 4096 costs 2.00 times as much a second; it pays if"
                + " the work then takes less than 0.50 times as long")
        .noneMatch(line -> line.contains("cpu 1024"));
  }

  @Test
  void vcpusAboveTheQuotaAreAProblem() {
    var forecast =
        new Stage(folder)
            .job("big", "10m", "cpu: 8192", "memory: 16384", "schedule: { rate: 12h }")
            .forecast();

    assertThat(lines(forecast))
        .contains(
            "PROBLEM null: up to 8 vCPUs on Spot are wanted at once (2026-12-01 00:00), and the"
                + " default quota is 6: ask AWS for more (L-36FBB829), or give jobs a lower"
                + " `concurrency`");
  }

  @Test
  void whatGoesWrongIsTold() {
    var forecast =
        new Stage(folder)
            .job("busy", plan("15m", 0, null), "schedule: { rate: 10m }")
            .job("flaky", plan("10m", 1, null), "schedule: { rate: 12h }")
            .job("late", plan("10m", 0, Duration.ofMinutes(5)), "schedule: { rate: 12h }")
            .job("slow", plan("2h", 0, null), "schedule: { rate: 12h }")
            .job("short", plan("5s", 0, null), "schedule: { rate: 12h }")
            .forecast();

    assertThat(lines(forecast))
        .contains(
            "PROBLEM busy: SKIPPED in 72 of 144 runs, for the run before still runs: fire less"
                + " often, or `overlap: queue` has them wait",
            "PROBLEM flaky: fails in 2 of 2 runs; `retry: { attempts: 2 }` would try each again",
            "PROBLEM late: 2 of 2 runs end after the deadline, the last by 5 min 45 s",
            "PROBLEM slow: its time-out of 1h stops 2 of 2 runs",
            "CHANCE short: 2 of 2 tasks need less than the minute that is billed at least: more"
                + " work a task costs no more");
    assertThat(forecast.findings()).isSortedAccordingTo(Comparator.comparing(Finding::weight));
  }

  @Test
  void runsThatAreHeldBackAreTold() {
    var arrivals = new AtTimes(Collections.nCopies(20, Duration.ofHours(1)), "here");
    var forecast =
        new Stage(folder)
            .job(
                "orders",
                new JobPlan(WorkTime.parse("10m"), 0, arrivals, null),
                "queue: { mode: message }",
                "concurrency: 2")
            .forecast();

    assertThat(lines(forecast))
        .anyMatch(line ->
            line.startsWith("CHANCE orders: one run in twenty waits 1 h 3")
                && line.endsWith("; `concurrency: 2` holds them back"));
  }

  @Test
  void workThatInterruptionsLoseIsTold() {
    var forecast =
        new Stage(folder)
            .days(5)
            .interruptions(1)
            .job(
                "long", plan("50m", 0, null), "cpu: 2048", "memory: 4096", "schedule: { rate: 6h }")
            .forecast();

    assertThat(forecast.findings())
        .anySatisfy(finding -> {
          assertThat(finding.weight()).isEqualTo(Weight.CHANCE);
          assertThat(finding.text()).contains("of its cost", "interruptions", "onDemandAfter: 1");
        });
  }

  @Test
  void whatIsFineNeedsNoChange() {
    var forecast =
        new Stage(folder)
            .days(2)
            .job(
                "fine",
                plan("2h", 0, null),
                "cpu: 4096",
                "memory: 8192",
                "schedule: { rate: 12h }",
                "timeout: 3h")
            .forecast();

    assertThat(lines(forecast)).isEmpty();
  }
}

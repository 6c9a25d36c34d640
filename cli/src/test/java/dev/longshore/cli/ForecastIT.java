package dev.longshore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.json.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forecast from job files, files of arrivals and a ledger's history to what is printed. */
class ForecastIT {

  private static final List<String> THREE_DAYS =
      List.of("--from", "2026-12-01", "--days", "3", "--interruptions", "0", "--droughts", "0");

  @TempDir private Path folder;
  private Cli cli = new Cli(Path.of("."));

  @BeforeEach
  void giveItJobs() {
    cli =
        new Cli(folder)
            .withJob(
                "nightly",
                "[sh, -c, ':']",
                "schedule: { cron: '30 2 * * ? *', timezone: Asia/Seoul }",
                "capacity: { spot: never }",
                "forecast: { duration: 1h, deadline: 5h, failureRate: 1 }",
                "timeout: 3h")
            .withJob("orders", "[echo, hi]", "queue: { mode: message }")
            .withJob("manual", "[echo, hi]");
  }

  private Cli.Result simulate(String... arguments) {
    return simulate(cli, arguments);
  }

  private static Cli.Result simulate(Cli cli, String... arguments) {
    var all = new ArrayList<>(THREE_DAYS);
    all.addAll(List.of(arguments));
    var result = cli.run("simulate", all.toArray(String[]::new));
    assertThat(result.exit()).as(result.err()).isZero();
    return result;
  }

  private Fields json(String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    return simulate(all.toArray(String[]::new)).json().getFirst();
  }

  private static Fields job(Fields forecast, String name) {
    return forecast.objects("variants").getFirst().objects("jobs").stream()
        .filter(job -> job.text("job").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> assumed(Fields forecast, String name) {
    return forecast.objects("assumptions").stream()
        .filter(one -> name.equals(one.textOrNull("job")))
        .map(one -> "%s %s: %s".formatted(one.text("what"), one.text("value"), one.text("source")))
        .toList();
  }

  private static int succeeded(Fields job) {
    return job.object("outcomes").orElseThrow().integer("SUCCEEDED");
  }

  @Test
  void withoutFurtherWordsTheJobFilesAreForecastAndWhatIsAssumedIsSaid() {
    var forecast = json();

    assertThat(job(forecast, "nightly").integer("runs")).isEqualTo(3);
    assertThat(succeeded(job(forecast, "nightly"))).isZero();
    assertThat(job(forecast, "orders").integer("runs")).isBetween(200, 400);
    assertThat(job(forecast, "manual").integer("runs")).isZero();
    assertThat(assumed(forecast, "nightly"))
        .containsExactly("works 1h: job file", "fails 1.0: job file", "deadline 5h: job file");
    assertThat(assumed(forecast, "orders"))
        .containsExactly("works 5m: default", "messages 100/day: default");
  }

  @Test
  void whatTheCommandLineSaysCountsMoreThanTheJobFile() {
    var forecast =
        json(
            "--duration",
            "nightly=10m",
            "--failures",
            "nightly=0",
            "--deadline",
            "nightly=15m",
            "--arrivals",
            "manual=10/hour",
            "--arrivals",
            "orders=0/day");

    assertThat(succeeded(job(forecast, "nightly"))).isEqualTo(3);
    assertThat(job(forecast, "nightly").object("deadline").orElseThrow().number("leastSlack"))
        .isEqualTo(255.1);
    assertThat(job(forecast, "manual").integer("runs")).isBetween(600, 850);
    assertThat(job(forecast, "orders").integer("runs")).isZero();
    assertThat(assumed(forecast, "nightly"))
        .allSatisfy(line -> assertThat(line).endsWith(": command line"));
  }

  @Test
  void pastRunsCountMoreThanTheJobFileOnceThereAreTen() {
    for (var i = 0; i < 9; i++) {
      assertThat(cli.run("run", "nightly").exit()).isZero();
    }
    assertThat(assumed(json(), "nightly")).contains("works 1h: job file");
    assertThat(cli.run("run", "nightly").exit()).isZero();

    var forecast = json();

    assertThat(assumed(forecast, "nightly"))
        .contains(
            "works median 1s, p95 1s: 10 attempts in " + cli.data(),
            "fails 0.0: 10 attempts in " + cli.data());
    assertThat(succeeded(job(forecast, "nightly"))).isEqualTo(3);
    assertThat(assumed(json("--duration", "nightly=10m"), "nightly"))
        .contains("works 10m: command line");
  }

  @Test
  void arrivalsComeFromAFileAndThoseOfAnotherMonthAreMoved() throws IOException {
    var now =
        Files.writeString(
            folder.resolve("now"), "2026-12-01T09:00:00Z\n2026-12-03T09:00:00+09:00\n80h\n1h30m\n");
    var past =
        Files.writeString(
            folder.resolve("past"),
            "2025-06-07T08:00:00Z\n2025-06-05T23:00:00Z\n2025-06-09T01:00:00Z\n");

    assertThat(job(json("--arrivals", "orders=" + now), "orders").integer("runs")).isEqualTo(3);
    assertThat(job(json("--arrivals", "orders=" + past), "orders").integer("runs")).isEqualTo(2);
  }

  @Test
  void theSameSeedWritesTheSameDocument() {
    var once = simulate("--json", "--seed", "7", "--arrivals", "orders=300/day");

    assertThat(simulate("--json", "--seed", "7", "--arrivals", "orders=300/day").out())
        .isEqualTo(once.out());
    assertThat(simulate("--json", "--seed", "8", "--arrivals", "orders=300/day").out())
        .isNotEqualTo(once.out());
  }

  @Test
  void theTextFitsItsTerminalAndNamesWhatToDo() {
    for (var columns : List.of(80, 120)) {
      var result =
          simulate(new Cli(folder, columns), "--vary", "capacity.spot=never,preferred,only");

      assertThat(result.lines())
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
      assertThat(result.out())
          .contains("3 days from 2026-12-01, seed 1", "JOB ", "SPOT ", "TOGETHER", "ASSUMED OF")
          .contains("! nightly: fails in 3 of 3 runs")
          .contains("orders: preferred, as it is, saves 68% against never");
    }
  }

  @Test
  void thePageIsWrittenBesideTheText() throws IOException {
    var page = folder.resolve("forecast.html");

    var result = simulate("--html", page.toString());

    assertThat(result.complaints()).containsExactly("wrote " + page);
    assertThat(result.lines().getFirst()).isEqualTo("3 days from 2026-12-01, seed 1");
    assertThat(Files.readString(page)).startsWith("<!doctype html>").contains("nightly", "<svg");
  }
}

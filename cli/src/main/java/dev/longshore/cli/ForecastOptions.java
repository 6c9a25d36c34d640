package dev.longshore.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a forecast is to be of, as the command line says it. */
final class ForecastOptions {

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "30",
      description = "Forecast so many days (${DEFAULT-VALUE}).")
  int days = 30;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "The first day, in UTC, such as 2026-12-01 (today).")
  @Nullable String from;

  @Option(
      names = "--duration",
      paramLabel = "JOB=TIME",
      description =
          "How long the job works: 12m, or 10m..30m for nine in ten attempts between the two."
              + " Repeatable.")
  List<String> durations = new ArrayList<>();

  @Option(
      names = "--arrivals",
      paramLabel = "JOB=RATE|FILE",
      description =
          "How many messages come, or how often a person starts the job: 200/day, or a file with a"
              + " time, or a time from the beginning such as 1h30m, a line. Repeatable.")
  List<String> arrivals = new ArrayList<>();

  @Option(
      names = "--failures",
      paramLabel = "JOB=SHARE",
      description = "The share of the job's attempts that fail, such as 0.02. Repeatable.")
  List<String> failures = new ArrayList<>();

  @Option(
      names = "--deadline",
      paramLabel = "JOB=TIME",
      description = "By when a run should have ended, from its trigger on, such as 5h. Repeatable.")
  List<String> deadlines = new ArrayList<>();

  @Option(
      names = "--interruptions",
      paramLabel = "RATE",
      description = "How often a Spot task is interrupted: times an hour of a task (0.05).")
  @Nullable Double interruptions;

  @Option(
      names = "--droughts",
      paramLabel = "RATE",
      description = "How often Spot has none to give for half an hour: times a day (0.1).")
  @Nullable Double droughts;

  @Option(
      names = "--vary",
      paramLabel = "KEY=V,…",
      description =
          "Compare values of a key of the job files: capacity.spot=never,preferred,only, cpu,"
              + " memory, architecture, capacity.onDemandAfter; JOB.KEY for one job's. Repeatable.")
  List<String> varied = new ArrayList<>();

  @Option(names = "--html", paramLabel = "FILE", description = "Write a page with plots there.")
  @Nullable Path html;

  /** Whether anything is asked of a forecast. */
  boolean isGiven() {
    return from != null
        || interruptions != null
        || droughts != null
        || html != null
        || Stream.of(durations, arrivals, failures, deadlines, varied)
            .anyMatch(texts -> !texts.isEmpty());
  }
}

package dev.longshore.simulation.forecast;

import dev.longshore.cost.Billing;
import dev.longshore.cost.OrchestrationPrices;
import dev.longshore.cost.PriceTable;
import dev.longshore.forecast.WorkTime;
import dev.longshore.job.Catalog;
import dev.longshore.job.JobName;
import dev.longshore.jobfile.JobFiles;
import dev.longshore.jobfile.Reading;
import dev.longshore.jobfile.Reading.Accepted;
import dev.longshore.jobfile.Reading.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Job files with what is assumed of them; without more said, nothing goes wrong. */
final class Stage {

  static final Instant FROM = Instant.parse("2026-12-01T00:00:00Z");

  private final Path folder;
  private final Map<JobName, JobPlan> plans = new LinkedHashMap<>();
  private final List<Path> files = new ArrayList<>();
  private int days = 1;
  private double interruptions;
  private double droughts;
  private long seed = 1;

  Stage(Path folder) {
    this.folder = folder;
  }

  /** Adds a job that works for so long. */
  Stage job(String name, String work, String... lines) {
    return job(name, new JobPlan(WorkTime.parse(work), 0, Arrivals.NONE, null), lines);
  }

  Stage job(String name, JobPlan plan, String... lines) {
    try {
      var text = "job: %s\nimage: a:1\n%s\n".formatted(name, String.join("\n", lines));
      files.add(Files.writeString(folder.resolve(name + ".yaml"), text));
      plans.put(new JobName(name), plan);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Stage days(int number) {
    days = number;
    return this;
  }

  Stage interruptions(double perTaskHour) {
    interruptions = perTaskHour;
    return this;
  }

  Stage droughts(double perDay) {
    droughts = perDay;
    return this;
  }

  Stage seed(long other) {
    seed = other;
    return this;
  }

  Catalog catalog() {
    return accepted(new JobFiles().compile(files));
  }

  private static Catalog accepted(Reading<Catalog> reading) {
    return switch (reading) {
      case Accepted<Catalog>(var catalog) -> catalog;
      case Refused<Catalog>(var complaints) -> throw new AssertionError(complaints);
    };
  }

  Setting setting() {
    return new Setting(
        FROM,
        days,
        interruptions,
        droughts,
        seed,
        new Billing(PriceTable.shipped(), "us-east-1"),
        OrchestrationPrices.shipped(),
        plans);
  }

  /** The forecast, with each combination of what is varied. */
  Forecast forecast(String... varied) {
    var catalog = catalog();
    var varies = List.of(varied).stream().map(text -> Vary.parse(text, catalog)).toList();
    return Forecast.of(setting(), catalog, List.of(), Vary.variants(catalog, varies), _ -> {});
  }

  /** What becomes of a job as its file says. */
  JobPrediction job(String name) {
    return forecast().current(new JobName(name));
  }
}

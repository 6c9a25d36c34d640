package dev.longshore.cli;

import dev.longshore.cli.text.Progress;
import dev.longshore.cli.text.Terminal;
import dev.longshore.cost.Billing;
import dev.longshore.cost.OrchestrationPrices;
import dev.longshore.cost.PriceTable;
import dev.longshore.job.Catalog;
import dev.longshore.jobfile.JobFiles;
import dev.longshore.simulation.forecast.Assumption;
import dev.longshore.simulation.forecast.Forecast;
import dev.longshore.simulation.forecast.ForecastJson;
import dev.longshore.simulation.forecast.Setting;
import dev.longshore.simulation.forecast.Variant;
import dev.longshore.simulation.forecast.Vary;
import dev.longshore.simulation.forecast.page.ForecastPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Forecasts what becomes of the jobs of a folder. */
record ForecastOfJobs(
    Terminal terminal, Path jobs, Path data, boolean json, ForecastOptions options) {

  /** AWS publishes no rate for Fargate Spot; one in twenty hours is above what most see. */
  static final double INTERRUPTIONS_DEFAULT = 0.05;

  static final double DROUGHTS_DEFAULT = 0.1;

  private static final String REGION = "us-east-1";
  private static final String DEFAULT = "default";
  private static final String COMMAND_LINE = "command line";

  /**
   * Forecasts, and shows what comes of it.
   *
   * @param seed null for the one that everybody has without saying so
   */
  int run(@Nullable Long seed) {
    check("--days", options.days, 1, Setting.DAYS_MAX);
    var interruptions = or(options.interruptions, INTERRUPTIONS_DEFAULT);
    var droughts = or(options.droughts, DROUGHTS_DEFAULT);
    check("--interruptions", interruptions, 0, Setting.INTERRUPTIONS_MAX);
    check("--droughts", droughts, 0, Setting.DROUGHTS_MAX);
    var from = from();
    var catalog = new JobsOf(jobs).all();
    var input =
        new ForecastInput(
            options,
            catalog,
            new JobFiles().outlooks(jobs),
            PastRuns.of(data, catalog.jobs().keySet()),
            from);
    var setting =
        new Setting(
            from,
            options.days,
            interruptions,
            droughts,
            seed == null ? 1 : seed,
            new Billing(PriceTable.shipped(), REGION),
            OrchestrationPrices.shipped(),
            input.plans());
    var assumptions = new ArrayList<>(input.assumptions());
    assumptions.addAll(ofAll(setting));
    show(forecast(setting, catalog, assumptions, variants(catalog)));
    return Main.DONE;
  }

  private static double or(@Nullable Double given, double otherwise) {
    return given == null ? otherwise : given;
  }

  private static void check(String option, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new BadInput(
          "%s lies between %,.0f and %,.0f, not %s"
              .formatted(
                  option,
                  least,
                  most,
                  value == Math.rint(value) && Math.abs(value) < 1e15
                      ? "%,.0f".formatted(value)
                      : String.valueOf(value)));
    }
  }

  private Instant from() {
    try {
      var day =
          options.from == null
              ? LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC)
              : LocalDate.parse(options.from);
      if (day.getYear() < 2000 || day.getYear() > 2190) {
        throw new BadInput("--from lies in the years 2000 to 2190, not " + options.from);
      }
      return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException _) {
      throw new BadInput("--from takes a day such as 2026-12-01, not '%s'".formatted(options.from));
    }
  }

  private List<Variant> variants(Catalog catalog) {
    try {
      var varied = options.varied.stream().map(text -> Vary.parse(text, catalog)).toList();
      return Vary.variants(catalog, varied);
    } catch (IllegalArgumentException e) {
      throw new BadInput("--vary: " + e.getMessage());
    }
  }

  private List<Assumption> ofAll(Setting setting) {
    return List.of(
        new Assumption(
            null,
            "Spot interruptions",
            "%s a task-hour".formatted(setting.interruptions()),
            options.interruptions == null ? DEFAULT : COMMAND_LINE),
        new Assumption(
            null,
            "Spot droughts",
            "%s a day, %d min each".formatted(setting.droughts(), Setting.DROUGHT.toMinutes()),
            options.droughts == null ? DEFAULT : COMMAND_LINE),
        new Assumption(null, "failures", "none of which nothing is said", DEFAULT),
        new Assumption(null, "tasks start in", "21 s; gone 24 s after the end", "measured"),
        new Assumption(
            null,
            "Fargate's prices",
            "%s of %s".formatted(REGION, setting.billing().prices().date()),
            "price table"),
        new Assumption(
            null,
            "orchestration",
            "list prices of %s".formatted(setting.orchestration().date()),
            "price table"));
  }

  private Forecast forecast(
      Setting setting, Catalog catalog, List<Assumption> assumptions, List<Variant> variants) {
    var runs = Forecast.expectedRuns(setting, variants.getFirst());
    if (runs > Setting.RUNS_MAX) {
      throw new BadInput(
          "that makes about %,d runs, and the most is %,d: take fewer --days or --arrivals"
              .formatted(runs, Setting.RUNS_MAX));
    }
    checkPage();
    var all = runs * variants.size();
    var progress = new Progress(terminal);
    var forecast =
        Forecast.of(
            setting,
            catalog,
            assumptions,
            variants,
            ended -> progress.show("%,d of about %,d runs are played".formatted(ended, all)));
    progress.clear();
    return forecast;
  }

  /** Before all the work, not after it. */
  private void checkPage() {
    var page = options.html;
    if (page == null) {
      return;
    }
    if (Files.isDirectory(page)) {
      throw new BadInput("--html takes a file, and %s is a folder".formatted(page));
    }
    var parent = page.toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      throw new BadInput("--html: there is no folder " + parent);
    }
  }

  private void show(Forecast forecast) {
    if (json) {
      terminal.printJson(ForecastJson.of(forecast));
    } else {
      terminal.print(
          new ForecastText(forecast, terminal.tableColumns(), terminal.columns()).lines());
    }
    if (options.html != null) {
      try {
        Files.writeString(options.html, ForecastPage.of(forecast));
      } catch (IOException e) {
        throw new BadInput("%s cannot be written: %s".formatted(options.html, e.getMessage()));
      }
      terminal.note("wrote " + options.html);
    }
  }
}

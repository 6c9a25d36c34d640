package dev.longshore.cli;

import dev.longshore.cli.text.Table;
import dev.longshore.cli.text.Terminal;
import dev.longshore.json.Json;
import dev.longshore.simulation.Pacing;
import dev.longshore.simulation.Pacing.Result;
import dev.longshore.simulation.cloud.SimulatedCloud.Options.Shipped;
import java.time.Duration;
import java.util.Map;

/**
 * Says how many runs that are opened at once start: with reserved places, and by back-off alone.
 */
record PacingOfRuns(Terminal terminal, boolean json) {

  /** More than this takes minutes to play, and says nothing more. */
  private static final int RUNS_MAX = 10_000;

  private static final double PERCENT = 100;
  private static final double MILLIS_A_SECOND = 1000;

  int run(int runs) {
    if (runs < 1 || runs > RUNS_MAX) {
      throw new BadInput(
          "--pacing takes the number of runs to open at once, 1 to %,d, not %d"
              .formatted(RUNS_MAX, runs));
    }
    var pacing = new Pacing(Shipped.read(), runs);
    var reserved = pacing.reserved();
    var backingOff = pacing.backingOff();
    if (json) {
      terminal.printJson(
          Json.object()
              .put("runs", runs)
              .put("reservedPlaces", fields(reserved))
              .put("backoffAlone", fields(backingOff))
              .fields());
      return Main.DONE;
    }
    terminal.print(
        "%,d runs opened at once; AWS takes 20 calls of RunTask at once, then 20 a second:"
            .formatted(runs));
    var table = new Table("LAUNCHES", "HALF RUN AFTER", "ALL AFTER", "CALLS", "THROTTLED");
    add(table, "with reserved places", reserved);
    add(table, "by back-off alone", backingOff);
    table.lines(terminal.columns()).forEach(terminal::print);
    return Main.DONE;
  }

  private static void add(Table table, String launches, Result result) {
    table.add(
        launches,
        seconds(result.half()),
        seconds(result.all()),
        "%,d".formatted(result.calls()),
        "%,d (%.1f%%)".formatted(result.throttled(), result.throttledShare() * PERCENT));
  }

  private static String seconds(Duration duration) {
    return "%.1fs".formatted(duration.toMillis() / MILLIS_A_SECOND);
  }

  private static Map<String, Object> fields(Result result) {
    return Json.object()
        .put("halfSeconds", result.half().toMillis() / MILLIS_A_SECOND)
        .put("allSeconds", result.all().toMillis() / MILLIS_A_SECOND)
        .put("runTaskCalls", result.calls())
        .put("runTaskThrottled", result.throttled())
        .fields();
  }
}

package dev.longshore.jobfile;

import dev.longshore.forecast.ArrivalRate;
import dev.longshore.forecast.Outlook;
import dev.longshore.forecast.WorkTime;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a job file says of the job's future, and what that must keep to beyond its schema. */
final class ForecastRules {

  private static final String KEY = "forecast";

  private ForecastRules() {}

  /** Complains of what goes against these rules. */
  static void check(Keys job) {
    var forecast = job.mapping(KEY);
    if (forecast != null) {
      check(forecast, "duration", WorkTime::parse);
      check(forecast, "arrivals", ArrivalRate::parse);
    }
  }

  private static void check(Keys forecast, String key, Function<String, ?> reading) {
    try {
      var _ = read(forecast, key, reading);
    } catch (IllegalArgumentException e) {
      forecast.complain(key, String.valueOf(e.getMessage()));
    }
  }

  private static <T> @Nullable T read(Keys forecast, String key, Function<String, T> reading) {
    var text = forecast.text(key);
    return text == null ? null : reading.apply(text);
  }

  /** What a file without complaints says. */
  static Outlook read(Keys job) {
    var forecast = job.mapping(KEY);
    return forecast == null
        ? Outlook.NONE
        : new Outlook(
            read(forecast, "duration", WorkTime::parse),
            read(forecast, "arrivals", ArrivalRate::parse),
            forecast.has("failureRate") ? Double.valueOf(forecast.number("failureRate", 0)) : null,
            forecast.duration("deadline"));
  }
}

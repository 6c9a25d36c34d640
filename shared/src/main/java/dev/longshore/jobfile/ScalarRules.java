package dev.longshore.jobfile;

import dev.longshore.jobfile.Node.Flag;
import dev.longshore.jobfile.Node.Numeral;
import dev.longshore.jobfile.Node.Scalar;
import dev.longshore.jobfile.Node.Text;
import dev.longshore.json.Fields;
import dev.longshore.schedule.Durations;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;

/** The keywords that bound a text or a number, our own for durations included. */
final class ScalarRules {

  private ScalarRules() {}

  static void check(Scalar scalar, Fields schema, Complaints complaints) {
    switch (scalar) {
      case Text text -> checkText(text, schema, complaints);
      case Numeral number -> checkNumber(number, schema, complaints);
      case Flag _ -> {}
    }
  }

  private static void checkText(Text text, Fields schema, Complaints complaints) {
    var length = text.written().codePointCount(0, text.written().length());
    if (!Sizes.check(text.place(), length, schema, "Length", "characters", complaints)) {
      return; // no pattern is tried on what may be any length
    }
    var pattern = schema.textOrNull("pattern");
    if (pattern != null && !Pattern.matches(pattern, text.written())) {
      complaints.at(
          text.place(),
          "%s, but is %s".formatted(schema.text("patternErrorMessage"), Quoted.of(text.written())));
      return;
    }
    if (schema.has("durationMinimum") && Durations.isDuration(text.written())) {
      checkDuration(text, schema, complaints);
    }
  }

  private static void checkDuration(Text text, Fields schema, Complaints complaints) {
    var shortest = schema.text("durationMinimum");
    var longest = schema.text("durationMaximum");
    var duration = Durations.parse(text.written());
    if (isOutside(duration, Durations.parse(shortest), Durations.parse(longest))) {
      complaints.at(
          text.place(),
          "must be from %s to %s, but is %s".formatted(shortest, longest, text.written()));
    }
  }

  private static boolean isOutside(Duration duration, Duration shortest, Duration longest) {
    return duration.compareTo(shortest) < 0 || duration.compareTo(longest) > 0;
  }

  private static void checkNumber(Numeral number, Fields schema, Complaints complaints) {
    var value = number.value();
    if (schema.has("exclusiveMinimum")) {
      var bound = bound(schema, "exclusiveMinimum");
      var most = bound(schema, "maximum");
      if (value.compareTo(bound) <= 0 || value.compareTo(most) > 0) {
        complaints.at(
            number.place(),
            "must be above %s and at most %s, but is %s".formatted(bound, most, number.written()));
      }
    } else if (schema.has("minimum")) {
      var least = bound(schema, "minimum");
      var most = bound(schema, "maximum");
      if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
        complaints.at(
            number.place(),
            "must be from %s to %s, but is %s".formatted(least, most, number.written()));
      }
    }
  }

  private static BigDecimal bound(Fields schema, String keyword) {
    return BigDecimal.valueOf(schema.integer(keyword));
  }
}

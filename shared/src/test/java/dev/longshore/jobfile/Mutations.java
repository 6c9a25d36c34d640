package dev.longshore.jobfile;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Job files that have gone wrong somewhere, from good ones and bad values. */
final class Mutations {

  private static final List<String> GOOD =
      JobFileCases.all().filter(JobFileCases::isGood).map(JobFileCases::yaml).toList();

  private static final List<String> VALUES =
      List.of(
          "",
          "~",
          "null",
          "true",
          "no",
          "0",
          "-1",
          "1e9",
          "1e999",
          ".nan",
          "0x7fffffffffffffff",
          "5m",
          "1h30m",
          "999999999d",
          "2026-12-01",
          "[]",
          "{}",
          "[[]]",
          "{a: b}",
          "\"\"",
          "'x'",
          "*a",
          "&a x",
          "!!str x",
          "|\n  x",
          "{{ runId }}",
          "\"{{ params.key }}\"",
          "\"{{\"",
          "latest",
          "a:latest",
          "ü",
          "\"\\0\"",
          "\u2028",
          "\t",
          "#",
          "skip",
          "message",
          "99999999999999999999");

  private static final List<String> MARKS =
      List.of(
          ":", "-", ",", "[", "]", "{", "}", "\n", " ", "  ", "\"", "'", "&a ", "*a", "!", "?", "|",
          ">", "%", "@", "`", "#", "---\n", "\t", "\\");

  private final RandomGenerator random;

  Mutations(RandomGenerator random) {
    this.random = random;
  }

  /** A job file, changed in one to four places. */
  String next() {
    var text = JobFileCases.complete(good());
    for (var changes = random.nextInt(1, 5); changes > 0; changes--) {
      text = changed(text);
    }
    return text;
  }

  /** A few good lines under one another; some keys may come twice. */
  private String good() {
    var lines = new ArrayList<String>();
    for (var i = random.nextInt(1, 6); i > 0; i--) {
      lines.add(one(GOOD).replace(" ;; ", "\n"));
    }
    return String.join("\n", lines);
  }

  private String changed(String text) {
    var start = random.nextInt(text.length());
    var end = Math.min(text.length(), start + random.nextInt(8));
    return switch (random.nextInt(7)) {
      case 0 -> text.substring(0, start) + text.substring(end);
      case 1 -> text.substring(0, start) + one(MARKS) + text.substring(start);
      case 2 -> text.substring(0, start) + one(MARKS) + text.substring(end);
      case 3 -> text.substring(0, end) + text.substring(start);
      default -> withOtherValue(text, start);
    };
  }

  /** The text with another value behind the first colon after a place. */
  private String withOtherValue(String text, int from) {
    var colon = text.indexOf(": ", from);
    if (colon < 0) {
      return text + one(VALUES);
    }
    var end = colon + 2;
    while (end < text.length() && ",}]\n".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(0, colon + 2) + one(VALUES) + text.substring(end);
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}

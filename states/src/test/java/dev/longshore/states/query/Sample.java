package dev.longshore.states.query;

import dev.longshore.states.json.JsonText;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Evaluates templates that a test writes down, on a fixed clock and a fixed seed. */
final class Sample {

  static final Instant NOW = Instant.parse("2026-01-31T09:00:00.123Z");

  private static final Site SITE = Site.within("/States/S", "/States/S/Output");

  private final Map<String, Object> states = new LinkedHashMap<>();
  private final Map<String, Object> variables = new LinkedHashMap<>();
  private final long seed;

  private Sample(long seed) {
    this.seed = seed;
  }

  static Sample input(String input) {
    return seeded(1).with("input", input);
  }

  static Sample seeded(long seed) {
    return new Sample(seed);
  }

  private Sample with(String name, String value) {
    states.put(name, Values.forQuery(JsonText.parse(value)));
    return this;
  }

  Sample variable(String name, String value) {
    variables.put(name, Values.forQuery(JsonText.parse(value)));
    return this;
  }

  /** The text of what an expression gives. */
  String query(String expression) {
    return template(JsonText.write("{% " + expression + " %}"));
  }

  /** The text of what a template gives. */
  String template(String template) {
    return JsonText.write(Values.plain(read(template).evaluate(scope())));
  }

  Scope scope() {
    var functions = new QueryFunctions(InstantSource.fixed(NOW), new Random(seed));
    return new Scope(() -> states, variables, functions);
  }

  static Template read(String template) {
    var problems = new ArrayList<String>();
    var read = reader(problems).read(JsonText.parse(template), SITE);
    if (!problems.isEmpty()) {
      throw new AssertionError(problems.toString());
    }
    return read;
  }

  /** What is wrong with a template, each problem with its place. */
  static List<String> problems(String template) {
    var problems = new ArrayList<String>();
    reader(problems).read(JsonText.parse(template), SITE);
    return problems;
  }

  private static TemplateReader reader(List<String> problems) {
    return new TemplateReader((place, message) -> problems.add(place + ": " + message));
  }
}

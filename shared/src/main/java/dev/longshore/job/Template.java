package dev.longshore.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A text of a job file in which <code>{{ name }}</code> stands for a fact of the run, such as its
 * scheduled time.
 */
public final class Template {

  /** The facts that a template may name, beside {@code params.NAME}. */
  public static final Set<String> NAMES =
      Set.of("scheduledTime", "scheduledDate", "runId", "attempt", "member");

  private static final String PARAMS = "params.";
  private static final Pattern PLACE = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);

  private final List<Part> parts;

  private Template(List<Part> parts) {
    this.parts = parts;
  }

  private sealed interface Part {}

  private record Text(String value) implements Part {}

  private record Place(String name) implements Part {}

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException if it names what no run has, or leaves a brace open; the
   *     message says what it may name
   */
  public static Template parse(String text) {
    if (!text.contains("{{")) {
      return new Template(List.of(new Text(text)));
    }
    var parts = new ArrayList<Part>();
    var places = PLACE.matcher(text);
    var end = 0;
    while (places.find()) {
      parts.add(new Text(text.substring(end, places.start())));
      parts.add(new Place(checked(places.group(1).strip())));
      end = places.end();
    }
    var rest = text.substring(end);
    if (rest.contains("{{")) {
      throw new IllegalArgumentException("'{{' without '}}' in '%s'".formatted(text));
    }
    parts.add(new Text(rest));
    return new Template(List.copyOf(parts));
  }

  private static String checked(String name) {
    if (NAMES.contains(name) || (name.startsWith(PARAMS) && name.length() > PARAMS.length())) {
      return name;
    }
    throw new IllegalArgumentException(
        "'{{ %s }}' is none of %s and params.NAME"
            .formatted(name, NAMES.stream().sorted().collect(Collectors.joining(", "))));
  }

  /** The parameters that it names. */
  public Set<String> parameters() {
    return parts.stream()
        .filter(part -> part instanceof Place(var name) && name.startsWith(PARAMS))
        .map(part -> ((Place) part).name().substring(PARAMS.length()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether it is the same text for every run. */
  public boolean isConstant() {
    return parts.stream().allMatch(part -> part instanceof Text);
  }

  /**
   * The text, with {@code facts} asked for each name; a fact that the run does not have is an empty
   * text.
   */
  public String render(Function<String, @Nullable String> facts) {
    var text = new StringBuilder();
    for (var part : parts) {
      switch (part) {
        case Text(var value) -> text.append(value);
        case Place(var name) -> {
          var fact = facts.apply(name);
          text.append(fact == null ? "" : fact);
        }
      }
    }
    return text.toString();
  }
}

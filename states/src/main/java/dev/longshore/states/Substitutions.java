package dev.longshore.states;

import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in the <code>${Name}</code> of a definition, as SAM's {@code DefinitionSubstitutions} do.
 */
public final class Substitutions {

  private static final Pattern PLACE = Pattern.compile("\\$\\{([A-Za-z0-9_]+)}");

  private Substitutions() {}

  /**
   * The definition with each <code>${Name}</code> replaced by its value, as it is.
   *
   * @throws IllegalArgumentException naming every value that is missing
   */
  public static String apply(String definition, Map<String, String> values) {
    var missing = new TreeSet<String>();
    PLACE.matcher(definition).results().forEach(place -> missing.add(place.group(1)));
    missing.removeAll(values.keySet());
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "the definition needs values for: " + String.join(", ", missing));
    }
    return PLACE
        .matcher(definition)
        .replaceAll(place -> Matcher.quoteReplacement(value(values, place.group(1))));
  }

  private static String value(Map<String, String> values, String name) {
    return String.valueOf(values.get(name));
  }
}

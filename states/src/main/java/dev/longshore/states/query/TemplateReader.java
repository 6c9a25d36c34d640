package dev.longshore.states.query;

import dev.longshore.states.query.Template.ArrayTemplate;
import dev.longshore.states.query.Template.Constant;
import dev.longshore.states.query.Template.ObjectTemplate;
import dev.longshore.states.query.Template.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Turns values of a definition into templates, compiling each expression in them. */
public final class TemplateReader {

  private static final String OPENING = "{%";
  private static final String CLOSING = "%}";

  private final BiConsumer<String, String> problems;

  /**
   * @param problems is told of each expression that does not compile: its JSON pointer, and why
   */
  public TemplateReader(BiConsumer<String, String> problems) {
    this.problems = problems;
  }

  /** Whether a value is a text that is an expression, well-formed or not. */
  public static boolean isExpression(@Nullable Object value) {
    return value instanceof String text && (text.startsWith(OPENING) || text.endsWith(CLOSING));
  }

  public Template read(@Nullable Object value, Site site) {
    return switch (value) {
      case String text -> text(text, site);
      case Map<?, ?> map -> object(map, site);
      case List<?> list -> array(list, site);
      case null, default -> constant(value, site);
    };
  }

  private Template text(String text, Site site) {
    var bare = text.strip();
    var opens = bare.startsWith(OPENING);
    var closes = bare.endsWith(CLOSING);
    if (!opens && !closes) {
      return constant(text, site);
    }
    if (bare.length() != text.length() || !opens || !closes || text.length() < 4) {
      problems.accept(
          site.pointer(), "an expression must begin with {% and end with %}, with no text around");
      return constant(text, site);
    }
    try {
      return new Query(
          Expression.compile(text.substring(OPENING.length(), text.length() - CLOSING.length())),
          site.location());
    } catch (InvalidExpression e) {
      problems.accept(site.pointer(), "not a JSONata expression: " + e.description());
      return constant(text, site);
    }
  }

  private Template object(Map<?, ?> map, Site site) {
    var fields = new LinkedHashMap<String, Template>();
    map.forEach((name, value) -> fields.put((String) name, read(value, site.child((String) name))));
    return fields.values().stream().allMatch(Constant.class::isInstance)
        ? constant(map, site)
        : new ObjectTemplate(fields, site.location());
  }

  private Template array(List<?> list, Site site) {
    var elements = new ArrayList<Template>();
    for (int i = 0; i < list.size(); i++) {
      elements.add(read(list.get(i), site.child(i)));
    }
    return elements.stream().allMatch(Constant.class::isInstance)
        ? constant(list, site)
        : new ArrayTemplate(List.copyOf(elements), site.location());
  }

  private static Template constant(@Nullable Object value, Site site) {
    return new Constant(Values.forQuery(value), site.location());
  }
}

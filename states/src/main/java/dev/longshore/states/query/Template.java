package dev.longshore.states.query;

import dev.longshore.states.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value of a definition in which any text may be an expression: the form of {@code Arguments},
 * {@code Output}, {@code Assign} and of each field that takes an expression.
 */
public sealed interface Template {

  /**
   * The value, with each expression replaced by what it stands for.
   *
   * @throws QueryFailed if an expression fails or gives nothing
   */
  Object evaluate(Scope scope);

  /** Where the value stands in its state, such as {@code Output/result}. */
  String location();

  /** The value, which must be true or false. */
  default boolean bool(Scope scope) {
    var value = evaluate(scope);
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw unexpected("boolean", value);
  }

  /** The value, which must be a text. */
  default String text(Scope scope) {
    var value = evaluate(scope);
    if (value instanceof String text) {
      return text;
    }
    throw unexpected("string", value);
  }

  /** The value, which must be a whole number between {@code min} and {@code max}. */
  default long integer(Scope scope, long min, long max) {
    var value = evaluate(scope);
    if (!(value instanceof Number number)) {
      throw unexpected("number", value);
    }
    var whole = number.longValue();
    if (whole != number.doubleValue()) {
      throw new QueryFailed(
          location(),
          "The %s field must be a whole number but was: %s".formatted(location(), value));
    }
    if (whole < min || whole > max) {
      throw new QueryFailed(
          location(),
          "The %s field must be between %d and %d but was: %d"
              .formatted(location(), min, max, whole));
    }
    return whole;
  }

  private QueryFailed unexpected(String expected, Object value) {
    var outcome =
        "returned an unexpected result type. Expected '%s', but was '%s' for value: %s"
            .formatted(expected, type(value), JsonText.write(Values.plain(value)));
    return this instanceof Query query
        ? query.expression().failed(location(), outcome, null)
        : new QueryFailed(location(), "The field '%s' %s".formatted(location(), outcome));
  }

  private static String type(Object value) {
    return switch (value) {
      case String _ -> "string";
      case Number _ -> "number";
      case Boolean _ -> "boolean";
      case List<?> _ -> "array";
      case Map<?, ?> _ -> "object";
      default -> "null";
    };
  }

  /** A value without any expression. */
  record Constant(Object value, String location) implements Template {

    @Override
    public Object evaluate(Scope scope) {
      return value;
    }
  }

  /** A text that is an expression. */
  record Query(Expression expression, String location) implements Template {

    @Override
    public Object evaluate(Scope scope) {
      return expression.evaluate(scope, location);
    }
  }

  /** An object, some of whose fields hold expressions. */
  record ObjectTemplate(Map<String, Template> fields, String location) implements Template {

    @Override
    public Object evaluate(Scope scope) {
      var object = new LinkedHashMap<String, Object>();
      for (var field : fields.entrySet()) {
        object.put(field.getKey(), field.getValue().evaluate(scope));
      }
      return object;
    }
  }

  /** An array, some of whose elements hold expressions. */
  record ArrayTemplate(List<Template> elements, String location) implements Template {

    @Override
    public Object evaluate(Scope scope) {
      var array = new ArrayList<Object>(elements.size());
      for (var element : elements) {
        array.add(element.evaluate(scope));
      }
      return array;
    }
  }
}

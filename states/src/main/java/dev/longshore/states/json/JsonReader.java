package dev.longshore.states.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads one JSON text, telling of every key that stands twice. */
final class JsonReader {

  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonParser parser;
  private final Consumer<String> duplicates;

  JsonReader(String text, Consumer<String> duplicates) {
    this.parser = FACTORY.createParser(ObjectReadContext.empty(), text);
    this.duplicates = duplicates;
  }

  @Nullable Object read() {
    try (parser) {
      var first = parser.nextToken();
      if (first == null) {
        throw new InvalidJson("the text is empty");
      }
      var value = value(first);
      if (parser.nextToken() != null) {
        throw new InvalidJson(
            "line %d: more text after the JSON value"
                .formatted(parser.currentTokenLocation().getLineNr()));
      }
      return value;
    }
  }

  private @Nullable Object value(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> fraction();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("the parser gave " + token + " as a value");
    };
  }

  private Number fraction() {
    var number = parser.getNumberValue();
    if (!Double.isFinite(number.doubleValue())) {
      throw new InvalidJson("the number is out of range: " + parser.getString());
    }
    return number;
  }

  private Map<String, @Nullable Object> object() {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = parser.currentName();
      var place = fields.containsKey(name) ? place() : null;
      fields.put(name, value(parser.nextToken()));
      if (place != null) {
        duplicates.accept(place);
      }
    }
    return fields;
  }

  private List<@Nullable Object> array() {
    var elements = new ArrayList<@Nullable Object>();
    for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      elements.add(value(token));
    }
    return elements;
  }

  private String place() {
    return parser.streamReadContext().pathAsPointer().toString();
  }
}

package dev.longshore.states.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes values as JSON without a space too many. */
final class JsonWriter {

  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out;

  JsonWriter(StringBuilder out) {
    this.out = out;
  }

  void write(@Nullable Object value) {
    switch (value) {
      case null -> out.append("null");
      case String text -> quote(text);
      case Number number -> out.append(Numbers.text(number));
      case Boolean truth -> out.append(truth.booleanValue());
      case Map<?, ?> map -> object(map);
      case List<?> list -> array(list);
      default -> throw new IllegalArgumentException("not a JSON value: " + value.getClass());
    }
  }

  private void object(Map<?, ?> map) {
    out.append('{');
    var separator = "";
    for (var field : map.entrySet()) {
      out.append(separator);
      quote((String) field.getKey());
      out.append(':');
      write(field.getValue());
      separator = ",";
    }
    out.append('}');
  }

  private void array(List<?> list) {
    out.append('[');
    var separator = "";
    for (var element : list) {
      out.append(separator);
      write(element);
      separator = ",";
    }
    out.append(']');
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      append(text.charAt(i));
    }
    out.append('"');
  }

  private void append(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c < ' ') {
          out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
        } else {
          out.append(c);
        }
      }
    }
  }
}

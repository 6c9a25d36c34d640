package dev.longshore.local.wire;

import dev.longshore.json.InstantText;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Reads and writes any of the SDK's model objects by the fields that it declares itself: names and
 * types on the wire are the service's, whatever the operation.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1</a>
 */
public final class SdkJson {

  private static final int MILLIS_SCALE = 3;

  /** How times are written. */
  public enum Times {
    /** As AWS JSON has them: seconds since 1970, with milliseconds behind the point. */
    EPOCH_SECONDS,
    /** As events have them. */
    ISO_8601
  }

  private SdkJson() {}

  /** The fields that are set, in the model's order. */
  public static Map<String, Object> write(SdkPojo model, Times times) {
    var fields = new LinkedHashMap<String, Object>();
    for (var field : model.sdkFields()) {
      var value = field.getValueOrDefault(model);
      if (isSet(value)) {
        fields.put(field.locationName(), written(value, times));
      }
    }
    return fields;
  }

  private static boolean isSet(@Nullable Object value) {
    return value != null
        && !(value instanceof SdkAutoConstructList)
        && !(value instanceof SdkAutoConstructMap);
  }

  private static Object written(Object value, Times times) {
    return switch (value) {
      case SdkPojo model -> write(model, times);
      case List<?> list -> list.stream().map(element -> written(element, times)).toList();
      case Map<?, ?> map -> {
        var fields = new LinkedHashMap<String, Object>();
        map.forEach((name, element) -> fields.put(String.valueOf(name), written(element, times)));
        yield fields;
      }
      case Instant at when times == Times.ISO_8601 -> InstantText.write(at);
      case Instant at -> BigDecimal.valueOf(at.toEpochMilli(), MILLIS_SCALE);
      default -> value;
    };
  }

  /**
   * Sets a builder's fields; what the model does not know is passed over, as AWS does.
   *
   * @throws NotSerializable if a field has another type
   */
  public static <B extends SdkPojo> B read(Map<?, ?> fields, B builder) {
    for (var field : builder.sdkFields()) {
      var value = fields.get(field.locationName());
      if (value != null) {
        field.set(builder, read(value, field, field.locationName()));
      }
    }
    return builder;
  }

  private static Object read(Object value, SdkField<?> field, String name) {
    return switch (field.marshallingType().getKnownType()) {
      case LIST -> list(typed(value, List.class, name), field, name);
      case MAP -> map(typed(value, Map.class, name), field, name);
      case SDK_POJO -> built(read(typed(value, Map.class, name), field.constructor().get()));
      case STRING -> typed(value, String.class, name);
      case BOOLEAN -> typed(value, Boolean.class, name);
      case INTEGER -> whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE, name).intValue();
      case LONG -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE, name);
      case FLOAT -> typed(value, Number.class, name).floatValue();
      case DOUBLE -> typed(value, Number.class, name).doubleValue();
      case INSTANT -> instant(typed(value, Number.class, name));
      case NULL, SHORT, BYTE, BIG_DECIMAL, SDK_BYTES, DOCUMENT ->
          throw new NotSerializable(name + " is of a type that no request of ECS has");
    };
  }

  private static Object built(SdkPojo builder) {
    return builder instanceof Buildable buildable ? buildable.build() : builder;
  }

  private static List<Object> list(List<?> values, SdkField<?> field, String name) {
    var member = field.getTrait(ListTrait.class).memberFieldInfo();
    var read = new ArrayList<Object>();
    for (var value : values) {
      read.add(read(required(value, name), member, name));
    }
    return read;
  }

  private static Map<String, Object> map(Map<?, ?> values, SdkField<?> field, String name) {
    var member = field.getTrait(MapTrait.class).valueFieldInfo();
    var read = new LinkedHashMap<String, Object>();
    values.forEach(
        (key, value) -> read.put(String.valueOf(key), read(required(value, name), member, name)));
    return read;
  }

  private static Object required(@Nullable Object value, String name) {
    if (value == null) {
      throw new NotSerializable("null is not allowed within " + name);
    }
    return value;
  }

  private static Instant instant(Number seconds) {
    var millis = new BigDecimal(seconds.toString()).movePointRight(MILLIS_SCALE);
    return Instant.ofEpochMilli(millis.longValue());
  }

  private static Long whole(Object value, long min, long max, String name) {
    var number = typed(value, Number.class, name);
    if ((number instanceof Integer || number instanceof Long)
        && number.longValue() >= min
        && number.longValue() <= max) {
      return number.longValue();
    }
    throw new NotSerializable("%s cannot be %s".formatted(name, number));
  }

  private static <T> T typed(Object value, Class<T> type, String name) {
    if (!type.isInstance(value)) {
      throw new NotSerializable(
          "%s cannot be converted to a %s in %s"
              .formatted(kind(value), type.getSimpleName(), name));
    }
    return type.cast(value);
  }

  /** As the words of Jackson, which AWS answers with. */
  private static String kind(Object value) {
    return switch (value) {
      case String _ -> "STRING_VALUE";
      case Number _ -> "NUMBER_VALUE";
      case Boolean _ -> "BOOLEAN_VALUE";
      case List<?> _ -> "START_ARRAY";
      case Map<?, ?> _ -> "START_OBJECT";
      default -> "VALUE";
    };
  }
}

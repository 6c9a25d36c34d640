package dev.longshore.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.jr.ob.JSON;

/** What it writes is what Jackson writes, so that it can be put in Jackson's place. */
class JsonWriterTest {

  private static final JSON JACKSON = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);
  private static final long SEED = 42;
  private static final int DEPTH_MAX = 4;

  @Test
  void writesEveryCharacterAsJacksonDoes() {
    for (var c = 0; c <= Character.MAX_VALUE; c++) {
      var text = "a" + (char) c + "b";
      assertThat(write(text)).as("character %d", c).isEqualTo(JACKSON.asString(text));
    }
  }

  @Test
  void writesValuesOfAnyShapeAsJacksonDoes() {
    var random = new SplittableRandom(SEED);
    for (var i = 0; i < 20_000; i++) {
      var value = value(random, 0);
      assertThat(write(value)).isEqualTo(JACKSON.asString(value));
    }
  }

  private static String write(@Nullable Object value) {
    return new JsonWriter(JACKSON::asString).write(value);
  }

  private static @Nullable Object value(SplittableRandom random, int depth) {
    return switch (random.nextInt(depth < DEPTH_MAX ? 12 : 10)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextInt();
      case 3 -> random.nextLong();
      case 4 -> random.nextDouble() * 1e20;
      case 5 -> Double.MIN_VALUE * random.nextInt(100);
      case 6 -> new BigInteger(100, new Random(random.nextLong()));
      case 7 -> BigDecimal.valueOf(random.nextLong(), random.nextInt(40));
      case 8 -> text(random);
      case 9 -> random.nextFloat();
      case 10 -> list(random, depth);
      default -> map(random, depth);
    };
  }

  private static List<@Nullable Object> list(SplittableRandom random, int depth) {
    var list = new ArrayList<@Nullable Object>();
    for (var i = random.nextInt(4); i > 0; i--) {
      list.add(value(random, depth + 1));
    }
    return list;
  }

  private static Map<String, @Nullable Object> map(SplittableRandom random, int depth) {
    var map = new LinkedHashMap<String, @Nullable Object>();
    for (var i = random.nextInt(4); i > 0; i--) {
      map.put(text(random), value(random, depth + 1));
    }
    return map;
  }

  private static String text(SplittableRandom random) {
    var text = new StringBuilder();
    for (var i = random.nextInt(10); i > 0; i--) {
      text.appendCodePoint(random.nextInt(random.nextBoolean() ? 128 : 0xD800));
    }
    return text.toString();
  }
}

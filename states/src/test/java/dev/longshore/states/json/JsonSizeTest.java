package dev.longshore.states.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSizeTest {

  private static final int VALUES = 2_000;

  @Test
  void theSizeIsThatOfTheWrittenText() {
    var random = new Random(7);
    for (int i = 0; i < VALUES; i++) {
      assertSize(value(random, 4));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\uD83D", "\uDE00", "\uDE00\uD83D", "a\uD83D\uDE00b", "\uD83D\uD83D\uDE00"})
  void halvesOfSurrogatePairsAreCountedAsTheyAreWritten(String text) {
    assertSize(text);
  }

  @Test
  void longNumbersAreCounted() {
    assertSize(BigInteger.TEN.pow(900));
    assertSize(new BigDecimal("1.5").pow(300));
    assertSize(-Double.MIN_NORMAL);
  }

  private static void assertSize(@Nullable Object value) {
    var text = JsonText.write(value);
    assertThat(JsonSize.of(value))
        .as(text)
        .isEqualTo(text.getBytes(StandardCharsets.UTF_8).length)
        .isLessThanOrEqualTo(JsonSize.bound(value));
  }

  private static @Nullable Object value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextInt();
      case 3 -> random.nextLong();
      case 4 -> random.nextGaussian() * Math.pow(10, random.nextInt(-30, 30));
      case 5 -> text(random);
      case 6 -> {
        var list = new ArrayList<@Nullable Object>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(random, depth - 1));
        }
        yield list;
      }
      default -> {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (int i = random.nextInt(4); i > 0; i--) {
          map.put(text(random), value(random, depth - 1));
        }
        yield map;
      }
    };
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      switch (random.nextInt(4)) {
        case 0 -> text.append((char) random.nextInt(0x80));
        case 1 -> text.append((char) random.nextInt(0x80, 0x800));
        case 2 -> text.append((char) random.nextInt(0x800, 0xD800));
        default -> text.appendCodePoint(random.nextInt(0x10000, 0x10FFFF));
      }
    }
    return text.toString();
  }
}

package dev.longshore.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {

  private static final long SEED = 42;

  @Test
  void writesAndReadsWhatJavaDoes() {
    instants()
        .forEach(at -> {
          assertThat(InstantText.write(at)).isEqualTo(at.toString());
          assertThat(InstantText.parse(at.toString())).isEqualTo(at);
        });
  }

  private static Stream<Instant> instants() {
    var random = new SplittableRandom(SEED);
    var some =
        random
            .longs(10_000, -62_167_219_200L, 253_402_300_800L)
            .mapToObj(second -> Instant.ofEpochSecond(second, nano(random)));
    var edges =
        Stream.of(
            "1970-01-01T00:00:00Z",
            "1969-12-31T23:59:59.999999999Z",
            "2000-02-29T23:59:59Z",
            "2026-12-31T00:00:00.100Z",
            "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999Z",
            "+10000-01-01T00:00:00Z",
            "-0001-12-31T00:00:00.000001Z");
    return Stream.concat(
        some, Stream.concat(edges.map(Instant::parse), Stream.of(Instant.MIN, Instant.MAX)));
  }

  private static long nano(SplittableRandom random) {
    var unit = new int[] {1, 1_000, 1_000_000, 1_000_000_000}[random.nextInt(4)];
    return random.nextInt(1_000_000_000) / unit * (long) unit;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-28T15:01:54.8Z",
        "2026-11-28T15:01:54.89Z",
        "2026-11-28T15:01:54.8951Z",
        "2026-11-28T15:01:54.Z",
        "2026-11-28T24:00:00Z",
        "2026-11-28T15:01:54+09:00",
        "2026-11-28t15:01:54z",
        "2016-12-31T23:59:60Z"
      })
  void readsWhatElseJavaReads(String text) {
    assertThat(InstantText.parse(text)).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-10T00:00:00Z",
        "2026-11-00T00:00:00Z",
        "2026-11-28T25:00:00Z",
        "2026-11-28T15:60:00Z",
        "2026-11-28T15:01:61Z",
        "2026-11-28T15:01:54",
        "2026-11-28 15:01:54Z",
        "2026-11-28T15:01Z",
        "2026-11-28T15:01:54,8Z",
        "2026-11-28T15:01:54.1234567890Z"
      })
  void refusesWhatJavaRefuses(String text) {
    assertThatThrownBy(() -> Instant.parse(text)).isInstanceOf(DateTimeParseException.class);
    assertThatThrownBy(() -> InstantText.parse(text)).isInstanceOf(DateTimeParseException.class);
  }

  @Test
  void sortableTextsSortAsTheirInstantsDo() {
    var sorted = instants().filter(at -> InstantText.sortable(at).length() == 30).sorted().toList();
    assertThat(sorted.stream().map(InstantText::sortable).toList())
        .isSorted()
        .hasSizeGreaterThan(10_000);
    assertThat(InstantText.sortable(Instant.parse("2026-11-28T15:01:54.5Z")))
        .isEqualTo("2026-11-28T15:01:54.500000000Z");
  }
}

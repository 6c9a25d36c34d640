package dev.longshore.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "90s, PT1M30S",
    "15m, PT15M",
    "1h30m, PT1H30M",
    "2d, PT48H",
    "1d2h3m4s, PT26H3M4S",
    "0s, PT0S",
    "999999999d, PT23999999976H",
  })
  void readsDaysHoursMinutesAndSeconds(String text, Duration duration) {
    assertThat(Durations.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "90",
        "s",
        "1 h",
        "1.5h",
        "-1s",
        "+1s",
        "1m1h",
        "1w",
        "1H",
        "1ms",
        "1s1s",
        "1000000000s",
        "PT1H",
        "١s"
      })
  void refusesAnythingElse(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.parse(text))
        .withMessage("'%s' is no duration such as 90s, 15m, 1h30m or 2d".formatted(text));
  }

  @ParameterizedTest
  @CsvSource({"PT1M30S, 1m30s", "PT24H, 1d", "PT0S, 0s", "PT0.5S, 0s", "PT26H3M4S, 1d2h3m4s"})
  void writesThemWithTheLargestUnitsThatFit(Duration duration, String text) {
    assertThat(Durations.format(duration)).isEqualTo(text);
  }

  @Test
  void readsBackWhatItWrites() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    for (var i = 0; i < 1_000; i++) {
      var duration = Duration.ofSeconds(random.nextLong(1L << random.nextInt(1, 40)));

      assertThat(Durations.parse(Durations.format(duration)))
          .as("seed %d", seed)
          .isEqualTo(duration);
    }
  }
}

package dev.longshore.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DayTest {

  @Test
  void aLineIsADayInTenths() {
    assertThat(Day.parse("Seattle,2012-01-02,10.9,10.6,-2.8,4.5"))
        .isEqualTo(new Day("Seattle", "2012-01-02", 109, 106, -28));
  }

  @ParameterizedTest
  @CsvSource({"0.0,0", "0.3,3", "12.8,128", "-0.6,-6", "-7.1,-71", "55.9,559"})
  void aNumberIsReadAndWrittenAsTenths(String number, int tenths) {
    assertThat(Day.tenths(number)).isEqualTo(tenths);
    assertThat(Day.number(tenths)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1.25", ".", "1.x"})
  void whatHasNotOneDigitAfterItsPointIsRefused(String number) {
    assertThatThrownBy(() -> Day.tenths(number)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theShippedDataAreFourYearsOfTwoCities() throws IOException {
    var days = Day.read(Path.of("data", "weather.csv"));

    assertThat(days).hasSize(2 * 1461).doesNotHaveDuplicates();
    assertThat(days).extracting(Day::city).containsOnly("Seattle", "New York");
    assertThat(days.get(0).date()).isEqualTo("2012-01-01");
    assertThat(days.get(days.size() - 1).date()).isEqualTo("2015-12-31");
  }
}

package dev.longshore.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlmanacTest {

  private static final Almanac ALMANAC =
      Almanac.of(
          List.of(
              "Seattle,2012-01-01,1.5,5.0,-2.0,1.0",
              "Seattle,2012-01-07,2.0,7.5,0.0,1.0",
              "Seattle,2012-01-08,4.0,3.0,1.0,1.0",
              "New York,2012-01-07,0.5,-1.0,-9.9,1.0"));

  @Test
  void aWeeksRainIsThatOfItsSevenDaysInAllCities() {
    assertThat(ALMANAC.rain(LocalDate.parse("2012-01-01"))).isEqualByComparingTo("4.0");
    assertThat(ALMANAC.rain(LocalDate.parse("2012-01-08"))).isEqualByComparingTo("4.0");
    assertThat(ALMANAC.rain(LocalDate.parse("2012-01-15"))).isEqualByComparingTo(BigDecimal.ZERO);
  }

  @Test
  void theWeeksCoverAllDays() {
    assertThat(ALMANAC.weeks())
        .containsExactly(LocalDate.parse("2012-01-01"), LocalDate.parse("2012-01-08"));
  }

  @Test
  void aTableHasALineForEachCity() {
    assertThat(ALMANAC.climate(Instant.EPOCH))
        .isEqualTo(
            """
            city\tmonth\tdays\train\twarmest\tcoldest\twettest day
            New York\t2012-01\t1\t0.5\t-1.0\t-9.9\t2012-01-07
            Seattle\t2012-01\t3\t7.5\t7.5\t-2.0\t2012-01-08
            """);
  }

  @Test
  void theShippedDataHaveMoreThanTwoHundredWeeks() {
    assertThat(Almanac.read(Path.of("..", "jobs", "data", "weather.csv")).weeks()).hasSize(209);
  }

  @Test
  void thePoisonousMessageIsInTheMidstOfTheOthers() {
    var weeks = ALMANAC.weeks();

    assertThat(RainMessages.bodies(weeks))
        .containsExactly(
            "{\"week\": \"2012-01-01\"}",
            "{\"week\": \"next tuesday\"}",
            "{\"week\": \"2012-01-08\"}");
  }
}

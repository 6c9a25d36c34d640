package dev.longshore.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeeklyRainTest {

  private static List<Day> days(String city, int rainEachDay) {
    var days = new ArrayList<Day>();
    for (var day = 1; day <= 9; day++) {
      days.add(new Day(city, "2012-01-0" + day, rainEachDay, 0, 0));
    }
    return days;
  }

  @Test
  void sevenDaysOfEachCityAreAddedUp() {
    var days = days("Seattle", 1);
    days.addAll(days("New York", 100));

    assertThat(WeeklyRain.rain("2012-01-02", days)).isEqualTo(7 + 700);
  }

  @Test
  void aWeekThatTheDataCutShortEndsWithThem() {
    var days = days("Seattle", 1);
    days.addAll(days("New York", 100));

    assertThat(WeeklyRain.rain("2012-01-08", days)).isEqualTo(2 + 200);
  }

  @Test
  void aWeekOutsideTheDataHasNoRain() {
    assertThat(WeeklyRain.rain("2020-01-05", days("Seattle", 1))).isZero();
  }
}

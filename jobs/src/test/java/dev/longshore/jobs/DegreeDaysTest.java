package dev.longshore.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DegreeDaysTest {

  private static final List<List<Day>> MONTHS =
      DegreeDays.byMonth(
          List.of(
              new Day("Seattle", "2012-01-30", 0, 100, 0),
              new Day("Seattle", "2012-01-31", 0, 300, 200),
              new Day("Seattle", "2012-02-01", 0, 160, 100),
              new Day("New York", "2012-01-31", 0, 0, -100)));

  @Test
  void colderDaysCountTheMoreAndWarmOnesNothing() {
    assertThat(lines()).startsWith("Seattle\t2012-01\t260\t260");
  }

  @Test
  void theTotalGoesOnFromMonthToMonthAndBeginsAnewWithACity() {
    assertThat(lines()).endsWith("Seattle\t2012-02\t100\t360", "New York\t2012-01\t460\t460");
  }

  @Test
  void whatIsSavedSufficesToGoOn() {
    var all = lines();
    for (var saved = 1; saved < all.size(); saved++) {
      assertThat(DegreeDays.line(saved, all.subList(0, saved), MONTHS)).isEqualTo(all.get(saved));
    }
  }

  private static List<String> lines() {
    var lines = new ArrayList<String>();
    for (var month = 0; month < MONTHS.size(); month++) {
      lines.add(DegreeDays.line(month, lines, MONTHS));
    }
    return lines;
  }
}

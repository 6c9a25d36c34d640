package dev.longshore.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClimateTableTest {

  private static final Instant EPOCH = Instant.EPOCH;

  @Test
  void fortyEightFiringsInARowTakeEachMonthOnce() {
    var months =
        IntStream.range(0, 48)
            .mapToObj(firing -> ClimateTable.month(EPOCH.plusSeconds(600L * firing)))
            .toList();

    assertThat(months).doesNotHaveDuplicates().isSorted().startsWith("2012-01").endsWith("2015-12");
    assertThat(ClimateTable.month(EPOCH.plusSeconds(600L * 48))).isEqualTo("2012-01");
  }

  @Test
  void aTableHasALineForEachCity() {
    var days =
        List.of(
            new Day("Seattle", "2012-01-30", 10, 50, -5),
            new Day("Seattle", "2012-01-31", 25, 80, 10),
            new Day("Seattle", "2012-02-01", 999, 999, -999),
            new Day("New York", "2012-01-31", 0, -12, -40));

    assertThat(ClimateTable.summary("2012-01", days))
        .isEqualTo(
            """
            city\tmonth\tdays\train\twarmest\tcoldest\twettest day
            New York\t2012-01\t1\t0.0\t-1.2\t-4.0\t2012-01-31
            Seattle\t2012-01\t2\t3.5\t8.0\t-0.5\t2012-01-31
            """);
  }

  @Test
  void theFirstOfTheWettestDaysCounts() {
    var days =
        List.of(
            new Day("Seattle", "2012-01-01", 7, 0, 0), new Day("Seattle", "2012-01-02", 7, 0, 0));

    assertThat(ClimateTable.summary("2012-01", days)).endsWith("\t2012-01-01\n");
  }
}

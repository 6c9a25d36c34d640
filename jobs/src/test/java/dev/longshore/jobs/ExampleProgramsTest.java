package dev.longshore.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExampleProgramsTest {

  @Test
  void theLateSourceIsThereAtTheThirdLook() {
    assertThat(LateSource.look(1)).isEqualTo(LateSource.TRY_AGAIN);
    assertThat(LateSource.look(2)).isEqualTo(LateSource.TRY_AGAIN);
    assertThat(LateSource.look(3)).isZero();
  }

  @Test
  void eachPageOfTheSlowExportTakesTwiceAsLong() {
    assertThat(SlowExport.wait(1)).isEqualTo(Duration.ofMillis(200));
    assertThat(SlowExport.wait(5)).isEqualTo(SlowExport.wait(4).multipliedBy(2));
    assertThat(SlowExport.wait(40)).isGreaterThan(Duration.ofDays(365 * 1000));
  }

  @Test
  void theModelDrawsFromTheValuesThatThereAre() {
    assertThat(QuietModel.drawnMean(List.of(30, 30, 30), new Random(1))).isEqualTo(3.0);
    assertThat(QuietModel.drawnMean(List.of(0, 100), new Random(1))).isBetween(0.0, 10.0);
  }

  @Test
  void theIndexNamesTheFirstRowOfEachMonth() {
    var days =
        List.of(
            new Day("Seattle", "2012-01-30", 0, 0, 0),
            new Day("Seattle", "2012-01-31", 0, 0, 0),
            new Day("Seattle", "2012-02-01", 0, 0, 0),
            new Day("New York", "2012-02-01", 0, 0, 0));

    assertThat(RebuildIndex.index(days))
        .isEqualTo("Seattle\t2012-01\t1\nSeattle\t2012-02\t3\nNew York\t2012-02\t4\n");
  }
}

package dev.longshore.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

  private static Table table() {
    var table = new Table("RUN", "STATE", "TRIGGER", "WHY");
    table.add("nightly-1", "FAILED", "person", "the container exited with a code that is not 0");
    table.add("nightly-2", "SUCCEEDED", "schedule", "");
    return table;
  }

  @Test
  void isAsWideAsItsCells() {
    assertThat(table().lines(Integer.MAX_VALUE))
        .containsExactly(
            "RUN        STATE      TRIGGER   WHY",
            "nightly-1  FAILED     person    the container exited with a code that is not 0",
            "nightly-2  SUCCEEDED  schedule");
  }

  @Test
  void cutsItsLastColumnFirst() {
    assertThat(table().lines(60))
        .containsExactly(
            "RUN        STATE      TRIGGER   WHY",
            "nightly-1  FAILED     person    the container exited with a…",
            "nightly-2  SUCCEEDED  schedule");
  }

  @Test
  void leavesOutWhatCanBeMissedBeforeItCutsMore() {
    var table = table();
    table.mayDrop(2, 3);
    assertThat(table.lines(50).get(1))
        .isEqualTo("nightly-1  FAILED     the container exited with a…");
    assertThat(table.lines(40))
        .containsExactly("RUN        STATE", "nightly-1  FAILED", "nightly-2  SUCCEEDED");
  }

  @Test
  void fitsEveryWidth() {
    for (var columns = 30; columns < 120; columns++) {
      var wide = columns;
      assertThat(table().lines(columns))
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(wide));
    }
  }

  @Test
  void paintsNoBlanks() {
    var table = table();
    table.paint(1, word -> "<" + word + ">");
    assertThat(table.lines(200).get(0)).doesNotContain("<");
    assertThat(table.lines(200).get(2)).isEqualTo("nightly-2  <SUCCEEDED>  schedule");
  }

  @Test
  void obeysNothingThatACellSays() {
    var table = new Table("WHY");
    table.add("two\nlines\u001b[31m and \u009b a colour");
    assertThat(table.lines(100).get(1)).isEqualTo("two lines [31m and   a colour");
  }
}

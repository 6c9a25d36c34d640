package dev.longshore.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectationsTest {

  private static final Path FILE = Path.of("expected.tsv");
  private static final Ending GOOD = new Ending("etl", "SUCCEEDED", "FAILED,SUCCEEDED");
  private static final Ending SKIPPED = new Ending("etl", "SKIPPED", "-");

  private static List<Check> check(String line, List<Ending> endings) {
    return Expectations.parse(FILE, List.of("# a comment", "", "job\tstate\tattempts\truns", line))
        .check(endings);
  }

  @Test
  void whatHappenedAsExpectedIsTrue() {
    assertThat(check("etl\tSUCCEEDED\tFAILED,SUCCEEDED\t2", List.of(GOOD, GOOD)))
        .containsExactly(Check.holds("all 1 lines of expected.tsv are true"));
  }

  @Test
  void anotherNumberOfRunsIsSaidWithItsLine() {
    assertThat(check("etl\tSUCCEEDED\tFAILED,SUCCEEDED\t2", List.of(GOOD)))
        .containsExactly(
            Check.fails(
                "expected.tsv:4: etl: expected 2 SUCCEEDED after FAILED,SUCCEEDED, actual 1"));
  }

  @Test
  void whatNoLineExpectsIsAnError() {
    assertThat(check("etl\tSUCCEEDED\tFAILED,SUCCEEDED\t1", List.of(GOOD, SKIPPED)))
        .containsExactly(
            Check.fails("expected.tsv: etl: expected none SKIPPED and made no attempt, actual 1"));
  }

  @Test
  void aPlusMeansThatManyOrMore() {
    for (var count = 0; count <= 4; count++) {
      var checks = check("etl\tSUCCEEDED\tFAILED,SUCCEEDED\t2+", Collections.nCopies(count, GOOD));
      assertThat(checks).extracting(Check::holds).containsExactly(count >= 2);
    }
  }

  @Test
  void everyWordOfALineCounts() {
    for (var line :
        List.of(
            "other\tSUCCEEDED\tFAILED,SUCCEEDED\t1",
            "etl\tFAILED\tFAILED,SUCCEEDED\t1",
            "etl\tSUCCEEDED\tSUCCEEDED\t1",
            "etl\tSUCCEEDED\tFAILED,SUCCEEDED\t0")) {
      assertThat(check(line, List.of(GOOD))).extracting(Check::holds).contains(false);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "etl SUCCEEDED - 1",
        "etl\tSUCCEEDED\t1",
        "etl\tSUCCEEDED\t-\tmany",
        "etl\tSUCCEEDED\t-\t-1",
        "etl\tSUCCEEDED\t-\t1\tmore"
      })
  void aLineThatCannotBeUnderstoodIsRefusedByItsNumber(String line) {
    assertThatThrownBy(() -> check(line, List.of()))
        .isInstanceOf(DemoRefused.class)
        .hasMessageStartingWith("expected.tsv:4: ");
  }

  @Test
  void aFileThatExpectsNothingIsRefused() {
    assertThatThrownBy(() -> Expectations.parse(FILE, List.of("# nothing")))
        .isInstanceOf(DemoRefused.class);
  }

  @Test
  void theShippedFileCanBeRead() {
    assertThat(Expectations.read(Path.of("..", "jobs", "demo-expected.tsv")).check(List.of()))
        .isNotEmpty()
        .noneMatch(Check::holds);
  }
}

package dev.longshore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateCommandTest {

  @TempDir private Path folder;

  private Cli.Result simulate(String... more) {
    var arguments = new String[more.length + 1];
    arguments[0] = "simulate";
    System.arraycopy(more, 0, arguments, 1, more.length);
    return new Cli(folder).runBare(arguments);
  }

  @Test
  void seedsThatHoldEndWithZeroAndOneLine() {
    var result = simulate("--soak", "3", "--seed", "5");

    assertThat(result.exit()).isZero();
    assertThat(result.lines()).singleElement().asString().startsWith("3 seeds from 5: ");
  }

  @Test
  void theSameForPrograms() {
    var document = simulate("--soak", "2", "--seed", "5", "--json").json().getFirst();

    assertThat(document.isTrue("holds")).isTrue();
    assertThat(document.integer("seeds")).isEqualTo(2);
    assertThat(document.has("replay")).isFalse();
  }

  @Test
  void aSeedIsPlayedAgainWithTheMomentsThatAreNamed() {
    var result = simulate("--seed", "5", "--faults", "event-delayed#0,event-delayed#2", "--trace");

    assertThat(result.exit()).isZero();
    assertThat(result.lines()).filteredOn(line -> line.contains("! ")).hasSize(2);
  }

  @Test
  void aThousandRunsAreComparedOnTwoLines() {
    var result = simulate("--pacing", "100");

    assertThat(result.exit()).isZero();
    assertThat(result.lines()).hasSize(4);
    assertThat(result.lines().get(2)).matches("with reserved places +1[.]5s +4[.]0s +100 +0 .*");
    assertThat(result.lines().get(3)).startsWith("by back-off alone");
  }

  @ParameterizedTest
  @CsvSource({
    "--faults, rain, '--faults: there is no fault rain; there are all, none, interruption,'",
    "--soak, 0, '--soak takes the number of seeds to play, at least 1, not 0'",
    "--pacing, 0, '--pacing takes the number of runs to open at once, 1 to 10,000, not 0'",
    "--pacing, 10001, '--pacing takes the number of runs to open at once, 1 to 10,000, not 10001'",
  })
  void badInputGetsOneLine(String option, String value, String message) {
    var result = simulate(option, value);

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.complaints()).singleElement().asString().contains(message);
  }
}

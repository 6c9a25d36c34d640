package dev.longshore.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.run.Outcome;
import dev.longshore.run.RunState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateColorsTest {

  private static Terminal terminal(boolean colors) {
    var writer = new PrintWriter(new StringWriter());
    return new Terminal(writer, writer, Map.of(), 80, false, colors);
  }

  @Test
  void thereAreNoneWhereTheTerminalShowsNone() {
    assertThat(StateColors.of(terminal(false)).apply("FAILED")).isEqualTo("FAILED");
  }

  @Test
  void successAndFailureDiffer() {
    var colors = StateColors.of(terminal(true));
    assertThat(colors.apply("SUCCEEDED")).isEqualTo("\u001b[32mSUCCEEDED\u001b[0m");
    assertThat(colors.apply("TIMED_OUT")).isEqualTo("\u001b[31mTIMED_OUT\u001b[0m");
  }

  @Test
  void everyStateAndOutcomeKeepsItsName() {
    var colors = StateColors.of(terminal(true));
    for (var state : RunState.values()) {
      assertThat(colors.apply(state.name())).contains("m" + state.name() + "\u001b");
    }
    for (var outcome : Outcome.values()) {
      assertThat(colors.apply(outcome.name())).contains("m" + outcome.name() + "\u001b");
    }
  }
}

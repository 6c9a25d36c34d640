package dev.longshore.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.cli.text.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoardTest {

  private final StringWriter screen = new StringWriter();

  private Board board(boolean isTerminal) {
    var writer = new PrintWriter(screen);
    return new Board(new Terminal(writer, writer, Map.of(), 40, isTerminal, false));
  }

  @Test
  void linesAreWrittenOverAndTakenAway() {
    var board = board(true);
    board.show(List.of("one", "two"));
    board.show(List.of("one", "three"));
    board.clear();

    assertThat(screen.toString())
        .isEqualTo(
            "\r\u001b[Kone\n\r\u001b[Ktwo\n\r\u001b[J"
                + "\u001b[2A\r\u001b[Kone\n\r\u001b[Kthree\n\r\u001b[J"
                + "\u001b[2A\r\u001b[J");
  }

  @Test
  void aLineIsNeverAsWideAsTheTerminal() {
    board(true).show(List.of("x".repeat(60)));

    assertThat(screen.toString()).contains("x".repeat(38) + "…\n").doesNotContain("x".repeat(39));
  }

  @Test
  void nothingIsWrittenWithoutATerminal() {
    var board = board(false);
    board.show(List.of("one"));
    board.clear();

    assertThat(screen.toString()).isEmpty();
  }
}

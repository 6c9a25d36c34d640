package dev.longshore.cli;

import dev.longshore.cli.text.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes commands, and gives them the terminal. */
final class CommandFactory implements IFactory {

  private final Terminal terminal;

  CommandFactory(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    var made = CommandLine.defaultFactory().create(type);
    if (made instanceof Common common) {
      common.use(terminal);
    }
    return made;
  }
}

package dev.longshore.cli;

import dev.longshore.cli.text.Terminal;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command has. */
abstract class Common implements Callable<Integer> {

  @Option(
      names = "--jobs",
      paramLabel = "DIR",
      defaultValue = "jobs",
      description = "The folder of the job files (${DEFAULT-VALUE}).")
  private Path jobs = Path.of("jobs");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".longshore",
      description = "The folder of the ledger, logs and queues (${DEFAULT-VALUE}).")
  private Path data = Path.of(".longshore");

  @Option(names = "--json", description = "Print JSON for programs.")
  private boolean json;

  @Option(names = "--verbose", description = "Print stack traces of what goes wrong.")
  private boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  @SuppressWarnings("UnusedVariable") // picocli sets it, and prints the help itself
  private boolean help;

  private @Nullable Terminal terminal;

  void use(Terminal other) {
    terminal = other;
  }

  static boolean isVerbose(Object command) {
    return command instanceof Common common && common.verbose;
  }

  Terminal terminal() {
    return Objects.requireNonNull(terminal);
  }

  Path jobs() {
    return jobs;
  }

  Path data() {
    return data;
  }

  boolean json() {
    return json;
  }
}

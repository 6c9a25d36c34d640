package dev.longshore.cli;

import dev.longshore.cli.text.Terminal;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program. */
public final class Main {

  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int INTERRUPTED = 130;

  private static final int HELP_MIN = 60;
  private static final int HELP_MAX = 110;

  private Main() {}

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    System.exit(run(Terminal.ofThisProcess(), arguments));
  }

  /** Carries out a command line and answers the exit code. */
  static int run(Terminal terminal, String... arguments) {
    var commands =
        new CommandLine(new Longshore(), new CommandFactory(terminal))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(terminal.out())
            .setErr(terminal.err())
            .setColorScheme(Help.defaultColorScheme(terminal.colors() ? Ansi.ON : Ansi.OFF))
            .setUsageHelpWidth(Math.clamp(terminal.columns(), HELP_MIN, HELP_MAX))
            .setParameterExceptionHandler((e, _) -> {
              terminal.complain(
                  "%s%s (see %s --help)".formatted(firstLine(e), suggestion(e), name(e)));
              return USAGE;
            })
            .setExecutionExceptionHandler((e, command, parsed) -> {
              var verbose = Common.isVerbose(command.getCommand());
              return failed(terminal, e, verbose);
            });
    return commands.execute(arguments);
  }

  private static int failed(Terminal terminal, Exception e, boolean verbose) {
    if (e instanceof BadJobFiles bad) {
      bad.complaints().forEach(complaint -> terminal.note(complaint.toString()));
    } else {
      terminal.complain(Complaints.line(e));
    }
    if (verbose) {
      e.printStackTrace(terminal.err());
    }
    return e instanceof WorkFailed ? FAILED : USAGE;
  }

  private static String firstLine(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()
        && e.getCommandLine().getParent() == null) {
      return "there is no command '%s'".formatted(unmatched.getUnmatched().getFirst());
    }
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /** What was meant, if it is misspelt. */
  private static String suggestion(ParameterException e) {
    return e instanceof UnmatchedArgumentException unmatched
            && !unmatched.getSuggestions().isEmpty()
        ? "; did you mean %s?".formatted(unmatched.getSuggestions().getFirst())
        : "";
  }

  private static String name(ParameterException e) {
    return e.getCommandLine().getCommandSpec().qualifiedName();
  }
}

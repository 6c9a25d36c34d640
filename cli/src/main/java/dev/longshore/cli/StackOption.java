package dev.longshore.cli;

import dev.longshore.cli.stack.Stack;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where a command looks: in the data folder, or in a deployed stack. What speaks to AWS is loaded
 * only where a stack is named; so no field and no method here may be of such a type, for picocli
 * looks at them all.
 */
final class StackOption {

  static final String NAME = "--stack";

  @Option(
      names = NAME,
      paramLabel = "NAME",
      description =
          "A deployed stack in place of the data folder, with the region and credentials that the"
              + " AWS CLI takes.")
  private @Nullable String name;

  boolean isNamed() {
    return name != null;
  }

  RunsOf runs(Path data) {
    return name == null ? new RunsOfFolder(data) : new RunsOfStack(Stack.find(name));
  }
}

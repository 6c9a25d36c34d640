package dev.longshore.cli;

import dev.longshore.local.call.Calls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/** Lists the calls in a file, a name a line, so that tests know at which ones to halt. */
record ListedCalls(Path file, Calls calls) implements Calls {

  @Override
  public <T> T make(String name, Supplier<T> call) {
    return calls.make(
        name,
        () -> {
          var result = call.get();
          list(name);
          return result;
        });
  }

  private void list(String name) {
    try {
      Files.writeString(file, name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

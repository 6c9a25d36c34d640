package dev.longshore.local.process;

import dev.longshore.local.runtime.TaskSpec;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Finds the programs that commands name, as a container engine does: in the PATH of the task, not
 * in ours, and from the task's directory.
 *
 * @param mark a variable for the environment of each, as {@code NAME=value}
 */
record CommandLookup(String mark) {

  /** What became of a search. */
  sealed interface Found permits Program, Refused {}

  Found find(TaskSpec spec) {
    var invalid = invalid(spec);
    if (invalid.isPresent()) {
      return invalid.get();
    }
    var directory = spec.directory().toAbsolutePath();
    if (!Files.isDirectory(directory)) {
      var errno = Files.exists(directory) ? Errno.ENOTDIR : Errno.ENOENT;
      return Refused.because(directory.toString(), "working directory: " + Errno.text(errno));
    }
    var name = spec.command().getFirst();
    try {
      return name.indexOf('/') >= 0 ? byPath(spec, name) : byName(spec, name);
    } catch (InvalidPathException e) {
      return Refused.because(name, e.getReason());
    }
  }

  private static Optional<Refused> invalid(TaskSpec spec) {
    var command = spec.command();
    if (command.isEmpty()) {
      return Optional.of(Refused.because("the command is empty"));
    }
    for (var i = 0; i < command.size(); i++) {
      if (hasNul(command.get(i))) {
        return Optional.of(
            Refused.because("part %d of the command holds a NUL character".formatted(i + 1)));
      }
    }
    for (var variable : spec.environment().entrySet()) {
      var invalid = invalid(variable.getKey(), variable.getValue());
      if (invalid.isPresent()) {
        return invalid;
      }
    }
    return Optional.empty();
  }

  private static Optional<Refused> invalid(String variable, String value) {
    if (variable.isEmpty() || variable.indexOf('=') >= 0 || hasNul(variable)) {
      return Optional.of(Refused.because(variable, "cannot be the name of a variable"));
    }
    return hasNul(value)
        ? Optional.of(Refused.because(variable, "the variable's value holds a NUL character"))
        : Optional.empty();
  }

  private static boolean hasNul(String text) {
    return text.indexOf('\0') >= 0;
  }

  private Found byPath(TaskSpec spec, String name) {
    var file = spec.directory().resolve(name).toAbsolutePath();
    if (isProgram(file)) {
      return program(spec, file);
    }
    if (Files.isDirectory(file)) {
      return Refused.because(name, Errno.EISDIR);
    }
    return Refused.because(name, Files.exists(file) ? Errno.EACCES : Errno.ENOENT);
  }

  private Found byName(TaskSpec spec, String name) {
    var path = spec.environment().getOrDefault("PATH", "");
    var found = false;
    for (var folder : path.split(":", -1)) {
      var file = spec.directory().resolve(folder).resolve(name).toAbsolutePath();
      if (isProgram(file)) {
        return program(spec, file);
      }
      found |= Files.isRegularFile(file);
    }
    return found
        ? Refused.because(name, Errno.EACCES)
        : Refused.because(
            name,
            "%s (looked in PATH %s)".formatted(Errno.text(Errno.ENOENT), Refused.quoted(path)));
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  private Program program(TaskSpec spec, Path file) {
    var environment = new ArrayList<String>(spec.environment().size() + 1);
    environment.add(mark);
    spec.environment().forEach((name, value) -> environment.add(name + "=" + value));
    return new Program(
        file.toString(), spec.command(), environment, spec.directory().toAbsolutePath().toString());
  }
}

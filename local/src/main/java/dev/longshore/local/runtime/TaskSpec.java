package dev.longshore.local.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to run for a task.
 *
 * @param id the last part of the task's ARN
 * @param command the program and its arguments, given to no shell; empty for the image's own
 * @param environment all that the program sees, PATH and HOME included; a runtime may add variables
 *     of its own whose names begin with LONGSHORE_
 * @param directory where it runs
 * @param log the file that its standard output and error are appended to; its folder need not exist
 * @param container null where no runtime asks for it
 */
public record TaskSpec(
    String id,
    List<String> command,
    Map<String, String> environment,
    Path directory,
    Path log,
    @Nullable ContainerSpec container) {

  public TaskSpec(
      String id, List<String> command, Map<String, String> environment, Path directory, Path log) {
    this(id, command, environment, directory, log, null);
  }

  /** The same, as a container. */
  public TaskSpec in(ContainerSpec other) {
    return new TaskSpec(id, command, environment, directory, log, other);
  }
}

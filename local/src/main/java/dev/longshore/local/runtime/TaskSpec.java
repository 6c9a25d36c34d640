package dev.longshore.local.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to run for a task.
 *
 * @param id the last part of the task's ARN
 * @param command the program and its arguments, given to no shell
 * @param environment all that the program sees, PATH and HOME included; a runtime may add variables
 *     of its own whose names begin with LONGSHORE_
 * @param directory where it runs
 * @param log the file that its standard output and error are appended to; its folder need not exist
 * @param checkpoint a folder that it must find, and which need not exist yet; null for none
 * @param container null where no runtime asks for it
 */
public record TaskSpec(
    String id,
    List<String> command,
    Map<String, String> environment,
    Path directory,
    Path log,
    @Nullable Path checkpoint,
    @Nullable ContainerSpec container) {

  /** What to run for a task that keeps no checkpoint, and never as a container. */
  public TaskSpec(
      String id, List<String> command, Map<String, String> environment, Path directory, Path log) {
    this(id, command, environment, directory, log, null, null);
  }

  /** The same, with a folder that it must find. */
  public TaskSpec keeping(@Nullable Path other) {
    return new TaskSpec(id, command, environment, directory, log, other, container);
  }

  /** The same, as a container. */
  public TaskSpec in(ContainerSpec other) {
    return new TaskSpec(id, command, environment, directory, log, checkpoint, other);
  }
}

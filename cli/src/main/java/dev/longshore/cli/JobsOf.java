package dev.longshore.cli;

import dev.longshore.job.Catalog;
import dev.longshore.job.Job;
import dev.longshore.job.JobName;
import dev.longshore.jobfile.JobFiles;
import dev.longshore.jobfile.Reading;
import dev.longshore.jobfile.Reading.Accepted;
import dev.longshore.jobfile.Reading.Refused;
import java.nio.file.Path;
import java.util.Objects;

/** The jobs of a folder, for commands that cannot go on without them. */
record JobsOf(Path folder) {

  /**
   * All of them.
   *
   * @throws BadJobFiles with every complaint, if there is one
   */
  Catalog all() {
    return accepted(new JobFiles().read(folder));
  }

  /**
   * The job of a name.
   *
   * @throws BadJobFiles if there is none, or its file cannot be used
   */
  Job named(String name) {
    return accepted(new JobFiles().readJob(folder, jobName(name)));
  }

  static JobName jobName(String text) {
    try {
      return new JobName(text);
    } catch (IllegalArgumentException e) {
      throw new BadInput(String.valueOf(e.getMessage()));
    }
  }

  /** Where their programs run: in the folder that holds theirs. */
  Path directory() {
    var parent = folder.toAbsolutePath().normalize().getParent();
    return Objects.requireNonNullElse(parent, Path.of("/"));
  }

  private static <T> T accepted(Reading<T> reading) {
    return switch (reading) {
      case Accepted<T>(var value) -> value;
      case Refused<T>(var complaints) -> throw new BadJobFiles(complaints);
    };
  }
}

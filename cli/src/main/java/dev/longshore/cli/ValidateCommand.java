package dev.longshore.cli;

import dev.longshore.job.Job;
import dev.longshore.job.JobCodec;
import dev.longshore.json.Json;
import java.util.Collection;
import picocli.CommandLine.Command;

/** Checks job files. */
@Command(
    name = "validate",
    description = "Check the job files, and say all that is wrong with them.")
final class ValidateCommand extends Common {

  @Override
  public Integer call() {
    return valid(new JobsOf(jobs()).all().jobs().values());
  }

  private int valid(Collection<Job> jobs) {
    for (var job : jobs) {
      if (json()) {
        terminal()
            .printJson(
                Json.object()
                    .put("job", job.name())
                    .put("jobVersion", JobCodec.version(job))
                    .fields());
      } else {
        terminal().print("%-40s %s".formatted(job.name(), JobCodec.version(job)));
      }
    }
    return Main.DONE;
  }
}

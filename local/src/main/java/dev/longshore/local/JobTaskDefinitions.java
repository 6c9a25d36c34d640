package dev.longshore.local;

import dev.longshore.job.JobVersion;
import dev.longshore.job.Template;
import dev.longshore.ledger.Ledger;
import dev.longshore.local.ecs.TaskDefinitions;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The task definitions of job versions, as they stand in the ledger. Their families end in the
 * version.
 */
final class JobTaskDefinitions implements TaskDefinitions {

  private final Ledger ledger;

  JobTaskDefinitions(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public Optional<TaskDefinition> find(String family) {
    var version = new JobVersion(family.substring(family.lastIndexOf('-') + 1));
    var job = ledger.job(version);
    var environment = new TreeMap<String, String>();
    job.environment()
        .forEach((name, text) -> {
          if (Template.parse(text).isConstant()) {
            environment.put(name, text);
          }
        });
    return Optional.of(
        new TaskDefinition(
            family, "job", job.image(), job.command(), environment, job.stopTimeout()));
  }
}

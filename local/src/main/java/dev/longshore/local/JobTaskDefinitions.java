package dev.longshore.local;

import dev.longshore.job.Job;
import dev.longshore.job.JobVersion;
import dev.longshore.job.Template;
import dev.longshore.ledger.Ledger;
import dev.longshore.local.ecs.TaskDefinitions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * The task definitions of job versions, as they stand in the ledger. Their families end in the
 * version.
 */
final class JobTaskDefinitions implements TaskDefinitions {

  private final Ledger ledger;
  private final Map<String, TaskDefinition> known = new HashMap<>();

  JobTaskDefinitions(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public Optional<TaskDefinition> find(String family) {
    var definition = known.get(family);
    if (definition == null) {
      definition = compile(family);
      known.put(family, definition);
    }
    return Optional.of(definition);
  }

  private TaskDefinition compile(String family) {
    var version = new JobVersion(family.substring(family.lastIndexOf('-') + 1));
    return TaskDefinition.builder()
        .family(family)
        .revision(1)
        .containerDefinitions(container(ledger.job(version)))
        .build();
  }

  private static ContainerDefinition container(Job job) {
    var environment = new ArrayList<KeyValuePair>();
    job.environment()
        .forEach((name, text) -> {
          if (Template.parse(text).isConstant()) {
            environment.add(KeyValuePair.builder().name(name).value(text).build());
          }
        });
    var stopTimeout = job.stopTimeout();
    return ContainerDefinition.builder()
        .name("job")
        .image(job.image())
        .command(job.command())
        .environment(environment)
        .stopTimeout(stopTimeout == null ? null : seconds(stopTimeout))
        .build();
  }

  /** Rounded up: a task is never killed before its time. */
  private static int seconds(Duration duration) {
    return Math.toIntExact(duration.plusSeconds(1).minusNanos(1).toSeconds());
  }
}

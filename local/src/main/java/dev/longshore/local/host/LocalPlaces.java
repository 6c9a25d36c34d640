package dev.longshore.local.host;

import dev.longshore.job.Catalog;
import dev.longshore.local.data.DataFolder;
import dev.longshore.local.ecs.TaskPlaces;
import dev.longshore.local.runtime.TaskSpec;
import dev.longshore.run.AttemptKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where tasks run on this machine: in the folder beside the jobs, with a log and a checkpoint
 * folder in the data folder.
 */
final class LocalPlaces implements TaskPlaces {

  private static final String CHECKPOINT = "LONGSHORE_CHECKPOINT";
  private static final List<String> OF_PROCESSES = List.of("PATH", "HOME");

  private final DataFolder data;
  private final Path directory;
  private final Catalog catalog;
  private final Map<String, String> environment;
  private final boolean runsImages;
  private @Nullable String queueEndpoint;

  /**
   * @param runsImages whether tasks have a PATH and a HOME of their own
   */
  LocalPlaces(
      DataFolder data,
      Path directory,
      Catalog catalog,
      Map<String, String> environment,
      boolean runsImages) {
    this.runsImages = runsImages;
    this.data = data;
    this.directory = directory;
    this.catalog = catalog;
    this.environment = environment;
  }

  /** Tells tasks from now on where the queues are. */
  void queuesAt(String endpoint) {
    queueEndpoint = endpoint;
  }

  @Override
  public TaskSpec place(
      String taskId, String startedBy, List<String> command, Map<String, String> ofTask) {
    var key = AttemptKey.parse(startedBy).orElseThrow();
    var variables = new TreeMap<String, String>();
    if (!runsImages) {
      OF_PROCESSES.forEach(name -> inherit(name, variables));
    }
    // A secret is a reference that only AWS can follow; here its value is the person's own variable
    // of that name.
    catalog
        .find(key.run().job())
        .ifPresent(job -> job.secrets().keySet().forEach(name -> inherit(name, variables)));
    if (queueEndpoint != null) {
      variables.put("AWS_ENDPOINT_URL_SQS", queueEndpoint);
    }
    variables.putAll(ofTask);
    var checkpoint = variables.get(CHECKPOINT);
    return new TaskSpec(taskId, command, variables, directory, data.log(key))
        .keeping(checkpoint == null ? null : Path.of(checkpoint));
  }

  private void inherit(String name, Map<String, String> variables) {
    var value = environment.get(name);
    if (value != null) {
      variables.put(name, value);
    }
  }
}

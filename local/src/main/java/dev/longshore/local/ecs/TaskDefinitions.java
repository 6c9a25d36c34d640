package dev.longshore.local.ecs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The registered task definitions. */
public interface TaskDefinitions {

  /**
   * A task definition with one essential container.
   *
   * @param stopTimeout null for the cloud's default
   */
  record TaskDefinition(
      String family,
      String container,
      String image,
      List<String> command,
      Map<String, String> environment,
      @Nullable Duration stopTimeout) {}

  /** The latest revision of a family. */
  Optional<TaskDefinition> find(String family);
}

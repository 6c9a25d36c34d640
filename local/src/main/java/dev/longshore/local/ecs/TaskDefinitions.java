package dev.longshore.local.ecs;

import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** The registered task definitions. */
@FunctionalInterface
public interface TaskDefinitions {

  /**
   * A task definition, active or not, with its family and revision; its size may be left to those
   * who run it.
   *
   * @param name a family, which means its latest active revision, {@code family:revision}, or an
   *     ARN
   */
  Optional<TaskDefinition> find(String name);
}

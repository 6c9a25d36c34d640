package dev.longshore.simulation.workload;

import dev.longshore.job.Job;
import dev.longshore.simulation.cloud.SimulatedCloud;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/**
 * Launches tasks in the cluster that are none of Longshore's, and now and then one that says it is
 * but belongs to no run.
 */
final class Strangers {

  private static final int TASKS_MAX = 4;
  private static final List<String> STARTED_BY =
      List.of(
          "ls/other/nightly-0-20261121T120000Z-abcdefghijkl/0/1",
          "ls/sim-2/nightly-0-20261121T120000Z-abcdefghijkl/0/1",
          "someone",
          "ecs-svc/1234567890123456789",
          // Ours by its name, and yet no run of ours ever asked for it.
          "ls/%s/nightly-0-20251121T120000Z-abcdefghijkl/0/1".formatted(SimulatedCloud.STACK));

  private final SimulatedCloud cloud;
  private final RandomGenerator random;

  Strangers(SimulatedCloud cloud, RandomGenerator random) {
    this.cloud = cloud;
    this.random = random;
  }

  void start(Job job) {
    // What they run was deployed by somebody, and not by the first run of the job.
    cloud.defineTask(job);
    var count = random.nextInt(TASKS_MAX);
    for (var i = 0; i < count; i++) {
      var startedBy = STARTED_BY.get(random.nextInt(STARTED_BY.size()));
      var at = cloud.loop().now().plusMillis(random.nextLong(Workload.WINDOW.toMillis()));
      var _ = cloud.loop().at(at, () -> launch(job, startedBy));
    }
  }

  private void launch(Job job, String startedBy) {
    var provider = CapacityProviderStrategyItem.builder().capacityProvider("FARGATE").weight(1);
    var request =
        RunTaskRequest.builder()
            .cluster("longshore")
            .taskDefinition(cloud.taskDefinition(job))
            .startedBy(startedBy)
            .capacityProviderStrategy(provider.build())
            .overrides(
                TaskOverride.builder()
                    .cpu("256")
                    .memory("512")
                    .containerOverrides(ContainerOverride.builder().name("job").build())
                    .build())
            .build();
    var _ = cloud.undisturbed(() -> cloud.cloud().ecs().runTask(request));
  }

  /** How long a stranger's task works. */
  static Duration work() {
    return Duration.ofHours(3);
  }

  /** Whether a task that says this is a stranger's. */
  static boolean isOne(String startedBy) {
    return STARTED_BY.contains(startedBy);
  }
}

package dev.longshore.local.ecs;

import dev.longshore.json.Json;
import dev.longshore.local.loop.EventLoop;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Tells of tasks as ECS does.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html">Task
 *     state change events</a>
 */
final class TaskEvents {

  private final EventLoop loop;
  private final SimulatedEcs.Options options;
  private final RandomGenerator random;
  private final Consumer<Map<String, Object>> listener;

  TaskEvents(
      EventLoop loop,
      SimulatedEcs.Options options,
      RandomGenerator random,
      Consumer<Map<String, Object>> listener) {
    this.loop = loop;
    this.options = options;
    this.random = random;
    this.listener = listener;
  }

  /** Tells how a task stands. */
  void tell(SimulatedTask task) {
    listener.accept(
        Json.object()
            .put("version", "0")
            .put("id", hex(random))
            .put("detail-type", "ECS Task State Change")
            .put("source", "aws.ecs")
            .put("account", options.account())
            .put("time", loop.instant())
            .put("region", options.region())
            .put("resources", List.of(task.arn()))
            .put("detail", TaskView.detail(task, options.clusterArn()))
            .fields());
  }

  /** Half of an id. */
  static String hex(RandomGenerator random) {
    return HexFormat.of().toHexDigits(random.nextLong());
  }
}

package dev.longshore.orchestration;

import dev.longshore.run.AttemptKey;
import dev.longshore.run.TaskFacts;
import dev.longshore.run.TaskRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tasks that launch as a test says, and else as they should: one for each attempt's key. */
final class FakeTasks implements Tasks {

  static final int PAGE = 2;

  final List<AttemptKey> launches = new ArrayList<>();
  final List<TaskRequest> requests = new ArrayList<>();
  final List<String> stops = new ArrayList<>();
  final List<List<String>> described = new ArrayList<>();
  final Map<String, TaskFacts> known = new LinkedHashMap<>();
  final Queue<Supplier<LaunchResult>> nextLaunches = new ArrayDeque<>();
  final Queue<RuntimeException> nextStops = new ArrayDeque<>();

  static String arn(AttemptKey key) {
    return "arn:task/" + key.startedBy();
  }

  /** Has the next launch end so, with whatever the supplier does happening meanwhile. */
  void nextLaunch(Supplier<LaunchResult> launch) {
    nextLaunches.add(launch);
  }

  @Override
  public LaunchResult launch(AttemptKey key, TaskRequest request) {
    launches.add(key);
    requests.add(request);
    var next = nextLaunches.poll();
    return next == null ? new Launched(arn(key)) : next.get();
  }

  @Override
  public void stop(String taskArn, String reason) {
    stops.add(taskArn + " " + reason);
    var failure = nextStops.poll();
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public List<TaskFacts> describe(List<String> taskArns) {
    described.add(List.copyOf(taskArns));
    return taskArns.stream().map(known::get).filter(Objects::nonNull).toList();
  }

  @Override
  public List<TaskFacts> ofAttempt(AttemptKey key, String taskDefinition) {
    return known.values().stream()
        .filter(facts -> key.startedBy().equals(facts.startedBy()))
        .toList();
  }

  @Override
  public Page running(@Nullable String next) {
    var arns =
        known.values().stream()
            .filter(facts -> !"STOPPED".equals(facts.desiredStatus()))
            .map(TaskFacts::taskArn)
            .toList();
    var from = next == null ? 0 : Integer.parseInt(next);
    var to = Math.min(from + PAGE, arns.size());
    return new Page(arns.subList(from, to), to < arns.size() ? String.valueOf(to) : null);
  }
}

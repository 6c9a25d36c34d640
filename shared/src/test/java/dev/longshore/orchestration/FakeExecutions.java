package dev.longshore.orchestration;

import dev.longshore.decision.Answer;
import dev.longshore.run.RunId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/** Executions that run and take every token, unless a test says otherwise. */
final class FakeExecutions implements Executions {

  final List<RunId> started = new ArrayList<>();
  final List<String> answers = new ArrayList<>();
  final List<String> asked = new ArrayList<>();
  final Set<RunId> ended = new HashSet<>();
  final Set<String> deadTokens = new HashSet<>();
  final Map<String, Status> statuses = new HashMap<>();
  final Queue<Runnable> duringAnswers = new ArrayDeque<>();

  @Override
  public Start start(RunId run) {
    started.add(run);
    return ended.contains(run) ? Start.HAS_ENDED : Start.RUNS;
  }

  @Override
  public Reply answer(String token, Answer answer) {
    var meanwhile = duringAnswers.poll();
    if (meanwhile != null) {
      meanwhile.run();
    }
    if (deadTokens.contains(token)) {
      answers.add(token + " refused");
      return Reply.REFUSED;
    }
    answers.add(token + " " + answer.toJson());
    deadTokens.add(token);
    return Reply.ACCEPTED;
  }

  @Override
  public Status status(String execution) {
    asked.add(execution);
    return statuses.getOrDefault(execution, Status.RUNNING);
  }
}

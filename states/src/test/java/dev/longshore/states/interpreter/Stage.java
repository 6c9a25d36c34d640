package dev.longshore.states.interpreter;

import dev.longshore.states.StateMachine;
import dev.longshore.states.json.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** An interpreter in virtual time, with resources played by the test and all that it says noted. */
final class Stage {

  static final Instant START = Instant.parse("2026-01-31T09:00:00Z");
  static final ExecutionArn ARN =
      new ExecutionArn("arn:aws:states:us-east-1:123456789012:stateMachine:machine", "first");

  final VirtualTime time = new VirtualTime(START);
  final List<String> history = new ArrayList<>();
  final List<ExecutionEnd> ends = new ArrayList<>();
  final Deque<TaskCall> calls = new ArrayDeque<>();
  final Interpreter interpreter;

  /** A stage on which calls wait in {@link #calls} for the test to answer them. */
  Stage() {
    this(null);
  }

  Stage(@Nullable TaskResources resources) {
    this(resources, 1);
  }

  Stage(@Nullable TaskResources resources, long seed) {
    interpreter =
        new Interpreter(
            time,
            time,
            new Random(seed),
            resources == null ? calls::add : resources,
            (_, end, _, _) -> ends.add(end),
            event -> history.add(event.toString()));
  }

  /** Starts an execution of a definition. */
  Stage start(String definition, String input) {
    return start(StateMachine.parse(definition), input);
  }

  Stage start(StateMachine machine, String input) {
    interpreter.start(machine, ARN, JsonText.parse(input));
    time.runNow();
    return this;
  }

  /** Runs a definition without tasks to its end. */
  static ExecutionEnd run(String definition, String input) {
    var stage = new Stage().start(definition, input);
    stage.time.runAll();
    return stage.end();
  }

  TaskCall call() {
    return calls.getLast();
  }

  String token() {
    var token = call().taskToken();
    if (token == null) {
      throw new AssertionError("the call has no task token");
    }
    return token;
  }

  /** Answers the last call and lets the execution go on. */
  void succeed(String output) {
    call().succeed(JsonText.parse(output));
    time.runNow();
  }

  void fail(String error) {
    call().fail(error, "cause of " + error);
    time.runNow();
  }

  TokenAnswer answer(String output) {
    var answer = interpreter.sendTaskSuccess(token(), JsonText.parse(output));
    time.runNow();
    return answer;
  }

  void pass(Duration duration) {
    time.run(duration);
  }

  ExecutionEnd end() {
    if (ends.size() != 1) {
      throw new AssertionError("ended " + ends.size() + " times");
    }
    return ends.getFirst();
  }

  String output() {
    if (end() instanceof ExecutionEnd.Succeeded(var output)) {
      return JsonText.write(output);
    }
    throw new AssertionError("did not succeed but " + end());
  }

  /** What happened, without numbers and times. */
  List<String> events() {
    return history.stream().map(line -> line.split(" ", 3)[2]).toList();
  }
}

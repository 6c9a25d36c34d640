package dev.longshore.states.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.states.StateMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The same seed gives the same histories, whatever the world around the interpreter does. */
class ReplayTest {

  private static final int SEEDS = 60;
  private static final int EXECUTIONS = 20;
  private static final StateMachine RUN = ShippedMachine.run();

  /** A world in which calls are answered, fail, are forgotten, and executions are stopped. */
  private static final class World {

    private final VirtualTime time = new VirtualTime(Stage.START);
    private final List<String> history = new ArrayList<>();
    private final List<ExecutionEnd> ends = new ArrayList<>();
    private final Random whims;
    private final Interpreter interpreter;

    World(long seed) {
      whims = new Random(seed);
      interpreter =
          new Interpreter(
              time,
              time,
              new Random(seed),
              this::call,
              (_, end, _, _) -> ends.add(end),
              event -> history.add(event.execution().name() + ' ' + event));
    }

    private void call(TaskCall call) {
      switch (whims.nextInt(4)) {
        case 0 -> answer(call);
        case 1 -> call.fail("Whim", "because");
        case 2 -> time.at(soon(), () -> answer(call));
        default -> {
          // The call is forgotten and times out.
        }
      }
    }

    private Instant soon() {
      return time.instant().plusMillis(whims.nextInt(100_000));
    }

    private void answer(TaskCall call) {
      var token = call.taskToken();
      call.succeed(Map.of());
      if (token != null) {
        time.at(soon(), () -> interpreter.sendTaskSuccess(token, answer()));
      }
    }

    private Map<String, ?> answer() {
      return switch (whims.nextInt(4)) {
        case 0 -> Map.of("next", "WAIT", "at", soon().toString());
        case 1 -> Map.of("next", "ATTEMPT");
        case 2 -> Map.of("next", "DONE", "state", "FAILED", "fail", true);
        default -> Map.of("next", "DONE", "state", "SUCCEEDED", "fail", false);
      };
    }

    World run() {
      for (int i = 0; i < EXECUTIONS; i++) {
        var arn = new ExecutionArn(Stage.ARN.stateMachine(), "run-" + i);
        interpreter.start(RUN, arn, Map.of("runId", arn.name(), "member", 0));
        if (whims.nextInt(5) == 0) {
          time.at(soon(), () -> interpreter.stop(arn, "Stopped", null));
        }
        time.run(Duration.ofSeconds(whims.nextInt(30)));
      }
      time.runAll();
      return this;
    }
  }

  @Test
  void oneSeedIsOneHistory() {
    var histories = new HashSet<List<String>>();
    for (int seed = 0; seed < SEEDS; seed++) {
      var first = new World(seed).run();
      var second = new World(seed).run();

      assertThat(first.history).as("seed %d", seed).isEqualTo(second.history);
      histories.add(first.history);
    }

    assertThat(histories).hasSize(SEEDS);
  }

  @Test
  void everyExecutionEndsOnceAndLeavesNothing() {
    for (int seed = 0; seed < SEEDS; seed++) {
      var world = new World(seed).run();

      assertThat(world.ends).as("seed %d", seed).hasSize(EXECUTIONS);
      assertThat(world.interpreter.running()).isZero();
      assertThat(world.interpreter.openTokens()).isZero();
      assertThat(world.time.waiting()).isZero();
    }
  }

  @Test
  void theEventsOfAnExecutionAreNumberedWithoutGaps() {
    var world = new World(1).run();

    for (int i = 0; i < EXECUTIONS; i++) {
      var name = "run-" + i + ' ';
      var ids =
          world.history.stream()
              .filter(line -> line.startsWith(name))
              .map(line -> Integer.parseInt(line.split(" ", 3)[1]))
              .toList();

      assertThat(ids).isEqualTo(IntStream.rangeClosed(1, ids.size()).boxed().toList());
    }
  }
}

package dev.longshore.states.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.states.StateMachine;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Executions by the thousand, one after the other and side by side, leave nothing behind. */
class SoakTest {

  private static final int EXECUTIONS = 20_000;
  private static final int AT_ONCE = 500;
  private static final StateMachine RUN = ShippedMachine.run();

  private final VirtualTime time = new VirtualTime(Stage.START);
  private final List<WeakReference<Object>> inputs = new ArrayList<>();
  private final Interpreter interpreter =
      new Interpreter(time, time, new Random(1), this::call, (_, end, _, _) -> count(end));
  private int succeeded;

  private void call(TaskCall call) {
    var token = call.taskToken();
    call.succeed(Map.of());
    if (token != null) {
      time.at(
          time.instant().plus(Duration.ofMinutes(1)),
          () ->
              interpreter.sendTaskSuccess(
                  token, Map.of("next", "DONE", "state", "SUCCEEDED", "fail", false)));
    }
  }

  private void count(ExecutionEnd end) {
    if (end instanceof ExecutionEnd.Succeeded) {
      succeeded++;
    }
  }

  private void start(int number) {
    var input = new LinkedHashMap<String, Object>();
    input.put("runId", "run-" + number);
    input.put("member", 0);
    inputs.add(new WeakReference<>(input));
    interpreter.start(RUN, new ExecutionArn(Stage.ARN.stateMachine(), "run-" + number), input);
  }

  @Test
  void whatHasEndedIsFreed() {
    for (int number = 0; number < EXECUTIONS; number++) {
      start(number);
      if (number % AT_ONCE == AT_ONCE - 1) {
        assertThat(interpreter.running()).isEqualTo(AT_ONCE);
        time.runAll();
      }
    }

    assertThat(succeeded).isEqualTo(EXECUTIONS);
    assertThat(interpreter.running()).isZero();
    assertThat(interpreter.openTokens()).isZero();
    assertThat(time.waiting()).isZero();
    System.gc();
    assertThat(inputs).allMatch(input -> input.get() == null);
  }

  @Test
  void whatIsRunningIsKept() {
    start(1);
    time.runNow();
    System.gc();

    assertThat(inputs).allMatch(input -> input.get() != null);
    assertThat(interpreter.running()).isEqualTo(1);
  }
}

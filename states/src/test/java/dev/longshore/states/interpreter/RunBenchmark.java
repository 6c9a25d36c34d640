package dev.longshore.states.interpreter;

import dev.longshore.states.StateMachine;
import dev.longshore.states.TaskResource;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

/**
 * How much CPU a clean execution of the shipped run machine costs: Attempt, Next, Announce. The
 * figures hold the timers and the making of the resources' answers too.
 *
 * <p>From the project's root:
 *
 * <pre>{@code
 * mvn -q -pl states test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * cd states
 * java -cp target/classes:target/test-classes:$(cat target/classpath) \
 *     dev.longshore.states.interpreter.RunBenchmark 1000000
 * }</pre>
 */
final class RunBenchmark {

  private static final String MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:run";
  private static final int ROUNDS = 10;

  private final VirtualTime time = new VirtualTime(Stage.START);
  private final StateMachine machine = ShippedMachine.run();
  private final Interpreter interpreter =
      new Interpreter(time, time, new Random(1), this::call, (_, end, _, _) -> count(end));
  private final Map<String, Object> done =
      Map.of("next", "DONE", "state", "SUCCEEDED", "fail", false);
  private long succeeded;

  private void call(TaskCall call) {
    var token = call.taskToken();
    if (token == null) {
      call.succeed(Map.of("FailedEntryCount", 0));
      return;
    }
    if (!call.resource().equals(TaskResource.LAMBDA_INVOKE_AND_WAIT)) {
      throw new IllegalStateException("unexpected resource " + call.resource());
    }
    time.at(
        time.instant().plus(Duration.ofMinutes(1)), () -> interpreter.sendTaskSuccess(token, done));
  }

  private void count(ExecutionEnd end) {
    if (end instanceof ExecutionEnd.Succeeded) {
      succeeded++;
    }
  }

  private void run(int executions) {
    for (int i = 0; i < executions; i++) {
      var name = "nightly-orders-20260131T090000Z-" + succeeded;
      interpreter.start(
          machine, new ExecutionArn(MACHINE, name), Map.of("runId", name, "member", 0));
      time.runAll();
    }
  }

  public static void main(String[] arguments) {
    var executions = Integer.parseInt(arguments[0]) / ROUNDS;
    var benchmark = new RunBenchmark();
    var threads = ManagementFactory.getThreadMXBean();
    for (int round = 1; round <= ROUNDS; round++) {
      var before = threads.getCurrentThreadCpuTime();
      benchmark.run(executions);
      var nanoseconds = threads.getCurrentThreadCpuTime() - before;
      System.out.printf(
          "round %2d: %,d executions, %.2f microseconds of CPU each%n",
          round, executions, (double) nanoseconds / 1000 / executions);
    }
    if (benchmark.succeeded != (long) executions * ROUNDS) {
      throw new IllegalStateException("only %d succeeded".formatted(benchmark.succeeded));
    }
    if (benchmark.interpreter.running() != 0) {
      throw new IllegalStateException("something was not freed");
    }
  }
}

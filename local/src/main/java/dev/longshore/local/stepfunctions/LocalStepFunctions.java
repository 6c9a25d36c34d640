package dev.longshore.local.stepfunctions;

import dev.longshore.json.Json;
import dev.longshore.local.call.Calls;
import dev.longshore.local.loop.EventLoop;
import dev.longshore.states.StateMachine;
import dev.longshore.states.interpreter.ExecutionArn;
import dev.longshore.states.interpreter.ExecutionEnd;
import dev.longshore.states.interpreter.Interpreter;
import dev.longshore.states.interpreter.TaskResources;
import dev.longshore.states.interpreter.Timers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessResponse;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionResponse;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/**
 * Step Functions with one state machine. Executions live in memory only; that a name is used once
 * is kept for the latest ones.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/Welcome.html">AWS
 *     Step Functions API</a>
 */
public final class LocalStepFunctions implements SfnClient {

  /** How many ended executions are known by name; after that many others a name is forgotten. */
  private static final int ENDED_MAX = 100_000;

  private final EventLoop loop;
  private final StateMachine machine;
  private final String machineArn;
  private final Interpreter interpreter;
  private final Consumer<Map<String, Object>> events;
  private final Calls calls;
  private final Map<ExecutionArn, Ended> ended =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ExecutionArn, Ended> eldest) {
          return size() > ENDED_MAX;
        }
      };

  /**
   * @param events hears of each execution that ends
   */
  public LocalStepFunctions(
      EventLoop loop,
      StateMachine machine,
      String machineArn,
      TaskResources resources,
      Consumer<Map<String, Object>> events,
      Calls calls,
      RandomGenerator random) {
    this.loop = loop;
    this.machine = machine;
    this.machineArn = machineArn;
    this.events = events;
    this.calls = calls;
    Timers timers = (when, action) -> loop.at(when, action)::cancel;
    this.interpreter = new Interpreter(loop, timers, random, resources, this::ended);
  }

  /** How an execution ended, as far as it is asked for. */
  private record Ended(ExecutionStatus status, @Nullable String error) {}

  @Override
  public StartExecutionResponse startExecution(StartExecutionRequest request) {
    return calls.make(
        "states:StartExecution",
        () -> {
          var arn = new ExecutionArn(machineArn, request.name());
          if (ended.containsKey(arn)) {
            throw ExecutionAlreadyExistsException.builder()
                .message("Execution Already Exists: '%s'".formatted(arn))
                .build();
          }
          if (interpreter.describe(arn).isEmpty()) {
            var _ = interpreter.start(machine, arn, Json.parse(request.input()));
          }
          return StartExecutionResponse.builder()
              .executionArn(arn.toString())
              .startDate(loop.instant())
              .build();
        });
  }

  @Override
  public SendTaskSuccessResponse sendTaskSuccess(SendTaskSuccessRequest request) {
    return calls.make(
        "states:SendTaskSuccess",
        () -> {
          var output = Json.parse(request.output());
          return switch (interpreter.sendTaskSuccess(request.taskToken(), output)) {
            case ACCEPTED -> SendTaskSuccessResponse.builder().build();
            case NO_LONGER_OPEN ->
                throw TaskTimedOutException.builder().message("Task Timed Out").build();
          };
        });
  }

  @Override
  public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
    return calls.make(
        "states:DescribeExecution",
        () -> {
          var arn = ExecutionArn.parse(request.executionArn());
          if (interpreter.describe(arn).isPresent()) {
            return DescribeExecutionResponse.builder().status(ExecutionStatus.RUNNING).build();
          }
          var end = ended.get(arn);
          if (end == null) {
            throw ExecutionDoesNotExistException.builder()
                .message("Execution Does Not Exist: '%s'".formatted(arn))
                .build();
          }
          return DescribeExecutionResponse.builder()
              .status(end.status())
              .error(end.error())
              .build();
        });
  }

  @Override
  public StopExecutionResponse stopExecution(StopExecutionRequest request) {
    return calls.make(
        "states:StopExecution",
        () -> {
          var arn = ExecutionArn.parse(request.executionArn());
          var _ = interpreter.stop(arn, request.error(), request.cause());
          return StopExecutionResponse.builder().stopDate(loop.instant()).build();
        });
  }

  private void ended(ExecutionArn arn, ExecutionEnd end, Instant startedAt, Instant stoppedAt) {
    var error = end instanceof ExecutionEnd.Failed(var name, _) ? name : null;
    ended.put(arn, new Ended(ExecutionStatus.fromValue(end.status()), error));
    var detail =
        Json.object()
            .put("executionArn", arn)
            .put("stateMachineArn", machineArn)
            .put("name", arn.name())
            .put("status", end.status())
            .put("startDate", startedAt.toEpochMilli())
            .put("stopDate", stoppedAt.toEpochMilli())
            .put("error", error);
    events.accept(
        Json.object()
            .put("version", "0")
            .put("detail-type", "Step Functions Execution Status Change")
            .put("source", "aws.states")
            .put("time", stoppedAt)
            .put("detail", detail.fields())
            .fields());
  }

  /** How many executions are running. */
  public int running() {
    return interpreter.running();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}

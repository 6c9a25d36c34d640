package dev.longshore.local.stepfunctions;

import dev.longshore.json.Json;
import dev.longshore.local.call.Calls;
import dev.longshore.local.loop.EventLoop;
import dev.longshore.states.StateMachine;
import dev.longshore.states.interpreter.ExecutionArn;
import dev.longshore.states.interpreter.ExecutionEnd;
import dev.longshore.states.interpreter.Interpreter;
import dev.longshore.states.interpreter.RedrivePoint;
import dev.longshore.states.interpreter.TaskResources;
import dev.longshore.states.interpreter.Timers;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.RedriveExecutionRequest;
import software.amazon.awssdk.services.sfn.model.RedriveExecutionResponse;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessResponse;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionResponse;

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

  private static final int NAME_MAX = 80;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

  /** What a token of the interpreter looks like; those of AWS are longer, and as opaque. */
  private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{32}");

  private final StateMachine machine;
  private final String machineArn;
  private final Interpreter interpreter;
  private final EventLoop loop;
  private final RandomGenerator random;
  private final Consumer<Map<String, Object>> events;
  private final Calls calls;
  private final Map<ExecutionArn, Begun> running = new HashMap<>();
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
    this.random = random;
    this.machine = machine;
    this.machineArn = machineArn;
    this.events = events;
    this.calls = calls;
    Timers timers = (when, action) -> loop.at(when, action)::cancel;
    this.interpreter = new Interpreter(loop, timers, random, resources, this::ended);
  }

  /** What a running execution was started with, by which a repeated start is known. */
  private record Begun(@Nullable String input, Instant at) {}

  /**
   * How an execution ended, as far as it is asked for.
   *
   * @param point where it can be redriven from; null after a success
   */
  private record Ended(
      ExecutionStatus status,
      @Nullable String error,
      Instant at,
      @Nullable RedrivePoint point,
      @Nullable Begun begun) {}

  @Override
  public StartExecutionResponse startExecution(StartExecutionRequest request) {
    return calls.make("states:StartExecution", () -> start(request));
  }

  private StartExecutionResponse start(StartExecutionRequest request) {
    if (!machineArn.equals(request.stateMachineArn())) {
      throw SfnErrors.noSuchStateMachine(request.stateMachineArn());
    }
    if (!isName(request.name())) {
      throw SfnErrors.invalidName(request.name());
    }
    var arn = new ExecutionArn(machineArn, request.name());
    var earlier = running.get(arn);
    if (ended.containsKey(arn)
        || (earlier != null && !Objects.equals(earlier.input(), request.input()))) {
      throw SfnErrors.alreadyExists(arn);
    }
    if (earlier == null) {
      running.put(arn, new Begun(request.input(), begin(arn, request.input())));
    }
    return StartExecutionResponse.builder()
        .executionArn(arn.toString())
        .startDate(Objects.requireNonNull(running.get(arn)).at())
        .build();
  }

  private static boolean isName(@Nullable String name) {
    return name != null && name.length() <= NAME_MAX && NAME.matcher(name).matches();
  }

  private Instant begin(ExecutionArn arn, @Nullable String input) {
    try {
      return interpreter.start(machine, arn, Json.parse(input == null ? "{}" : input));
    } catch (IllegalArgumentException e) {
      throw SfnErrors.invalidInput(e.getMessage());
    }
  }

  @Override
  public SendTaskSuccessResponse sendTaskSuccess(SendTaskSuccessRequest request) {
    return calls.make(
        "states:SendTaskSuccess",
        () -> {
          if (!TOKEN.matcher(request.taskToken()).matches()) {
            throw SfnErrors.invalidToken();
          }
          return switch (interpreter.sendTaskSuccess(request.taskToken(), output(request))) {
            case ACCEPTED -> SendTaskSuccessResponse.builder().build();
            case NO_LONGER_OPEN -> throw SfnErrors.taskTimedOut();
          };
        });
  }

  private static @Nullable Object output(SendTaskSuccessRequest request) {
    try {
      return Json.parse(request.output());
    } catch (IllegalArgumentException e) {
      throw SfnErrors.invalidOutput(e.getMessage());
    }
  }

  @Override
  public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
    return calls.make(
        "states:DescribeExecution",
        () -> {
          var arn = ExecutionArn.parse(request.executionArn());
          var response =
              DescribeExecutionResponse.builder()
                  .executionArn(arn.toString())
                  .stateMachineArn(machineArn)
                  .name(arn.name());
          var begun = running.get(arn);
          if (begun != null) {
            return response.status(ExecutionStatus.RUNNING).startDate(begun.at()).build();
          }
          var end = end(arn);
          return response.status(end.status()).error(end.error()).stopDate(end.at()).build();
        });
  }

  @Override
  public StopExecutionResponse stopExecution(StopExecutionRequest request) {
    return calls.make(
        "states:StopExecution",
        () -> {
          var arn = ExecutionArn.parse(request.executionArn());
          var _ = interpreter.stop(arn, request.error(), request.cause());
          return StopExecutionResponse.builder().stopDate(end(arn).at()).build();
        });
  }

  @Override
  public RedriveExecutionResponse redriveExecution(RedriveExecutionRequest request) {
    return calls.make(
        "states:RedriveExecution",
        () -> {
          var arn = ExecutionArn.parse(request.executionArn());
          var end = running.containsKey(arn) ? null : end(arn);
          if (end == null || end.point() == null || end.begun() == null) {
            throw SfnErrors.notRedrivable(arn);
          }
          ended.remove(arn);
          running.put(arn, end.begun());
          interpreter.redrive(end.point(), random.nextBoolean());
          return RedriveExecutionResponse.builder().redriveDate(loop.instant()).build();
        });
  }

  private Ended end(ExecutionArn arn) {
    var end = ended.get(arn);
    if (end == null) {
      throw SfnErrors.noSuchExecution(arn);
    }
    return end;
  }

  private void ended(ExecutionArn arn, ExecutionEnd end, Instant startedAt, Instant stoppedAt) {
    var error = end instanceof ExecutionEnd.Failed(var name, _) ? name : null;
    var begun = running.remove(arn);
    var point = end instanceof ExecutionEnd.Succeeded ? null : interpreter.redrivePoint();
    var status = ExecutionStatus.fromValue(end.status());
    ended.put(arn, new Ended(status, error, stoppedAt, point, point == null ? null : begun));
    events.accept(ExecutionEvents.ended(machineArn, arn, end, startedAt, stoppedAt));
  }

  /** How many executions are running. */
  public int running() {
    return interpreter.running();
  }

  /** How many transitions there were in all executions, as Step Functions bills them. */
  public long transitions() {
    return interpreter.transitions();
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

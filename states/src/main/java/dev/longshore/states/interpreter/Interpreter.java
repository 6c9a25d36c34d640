package dev.longshore.states.interpreter;

import dev.longshore.states.StateMachine;
import dev.longshore.states.query.QueryFunctions;
import dev.longshore.states.query.Values;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Runs executions of state machines as Step Functions runs Standard workflows. It has no threads,
 * no clock and no chance of its own: the same calls with the same clock, timers and chance give the
 * same histories. It must be used by one thread at a time, and keeps nothing of an execution that
 * has ended.
 *
 * @see <a href="https://states-language.net/">The Amazon States Language</a>
 */
public final class Interpreter {

  private final Services services;
  private final ExecutionListener listener;
  private final Map<ExecutionArn, Execution> executions = new LinkedHashMap<>();
  private long transitionsOfEnded;
  private @Nullable Execution ending;

  /** An interpreter that keeps no history. */
  public Interpreter(
      InstantSource clock,
      Timers timers,
      RandomGenerator random,
      TaskResources resources,
      ExecutionListener listener) {
    this(clock, timers, random, resources, listener, History.OFF);
  }

  /**
   * @param random for task tokens, jitter, and the functions of expressions; whoever knows it can
   *     guess task tokens
   * @param history is told of every event, or {@link History#OFF}
   */
  public Interpreter(
      InstantSource clock,
      Timers timers,
      RandomGenerator random,
      TaskResources resources,
      ExecutionListener listener,
      History history) {
    this.listener = listener;
    this.services =
        new Services(
            clock,
            timers,
            random,
            resources,
            history,
            new QueryFunctions(clock, random),
            new OpenTokens(random),
            this::ended);
  }

  /**
   * Starts an execution; its first state is entered soon, but not within this call. That a name is
   * used once only is for the caller to see to, who knows the executions that have ended.
   *
   * @param input a value as {@code JsonText} has it, not to be changed any more
   * @return when it started
   * @throws IllegalArgumentException if the input has more than 262,144 bytes
   * @throws IllegalStateException if an execution of this name is running
   */
  public Instant start(StateMachine machine, ExecutionArn arn, @Nullable Object input) {
    if (executions.containsKey(arn)) {
      throw new IllegalStateException("an execution of this name is running: " + arn);
    }
    var queryInput = Values.forQuery(input);
    if (Limits.exceeds(queryInput)) {
      throw new IllegalArgumentException(
          "the input of an execution has at most %,d bytes".formatted(Limits.DATA_MAX));
    }
    var execution = new Execution(services, machine, arn, queryInput);
    executions.put(arn, execution);
    execution.start();
    return execution.startedAt();
  }

  /**
   * Says that the task of a token has been done.
   *
   * @param output a value as {@code JsonText} has it, not to be changed any more
   */
  public TokenAnswer sendTaskSuccess(String token, @Nullable Object output) {
    return answer(token, call -> call.answer(output));
  }

  /** Says that the task of a token has failed. */
  public TokenAnswer sendTaskFailure(String token, @Nullable String error, @Nullable String cause) {
    return answer(token, call -> call.answerFailed(error, cause));
  }

  /** Says that the task of a token is alive; its HeartbeatSeconds begin anew. */
  public TokenAnswer sendTaskHeartbeat(String token) {
    return answer(token, OpenCall::heartbeat);
  }

  private TokenAnswer answer(String token, Consumer<OpenCall> action) {
    var call = services.tokens().call(token);
    if (call == null) {
      return TokenAnswer.NO_LONGER_OPEN;
    }
    action.accept(call);
    return TokenAnswer.ACCEPTED;
  }

  /**
   * Aborts an execution; the listener is told within this call.
   *
   * @return whether it was running
   */
  public boolean stop(ExecutionArn arn, @Nullable String error, @Nullable String cause) {
    var execution = executions.get(arn);
    if (execution == null) {
      return false;
    }
    execution.end(new ExecutionEnd.Aborted(error, cause));
    return true;
  }

  /**
   * Where the execution was of whose end the listener is being told, to {@linkplain #redrive
   * redrive} it from there. To be called by the listener.
   *
   * @throws IllegalStateException if none is ending
   */
  public RedrivePoint redrivePoint() {
    if (ending == null) {
      throw new IllegalStateException("no execution is ending");
    }
    return ending.redrivePoint();
  }

  /**
   * Lets an execution that has ended go on where it was: its state is entered again, with the same
   * input and no retries used up.
   *
   * @param keepsEntry whether the state counts as entered when it was at first; what is documented
   *     of Step Functions leaves that open
   * @throws IllegalStateException if it is running
   */
  public void redrive(RedrivePoint point, boolean keepsEntry) {
    if (executions.containsKey(point.arn())) {
      throw new IllegalStateException("this execution is running: " + point.arn());
    }
    var execution = new Execution(services, point, keepsEntry);
    executions.put(point.arn(), execution);
    execution.resume(point);
  }

  /** Where an execution is; empty if it has ended or was never started. */
  public Optional<RunningExecution> describe(ExecutionArn arn) {
    return Optional.ofNullable(executions.get(arn)).map(Execution::description);
  }

  /** How many executions are running. */
  public int running() {
    return executions.size();
  }

  /**
   * How many transitions there were in all executions: entries of states and their retries, as Step
   * Functions bills them.
   *
   * @see <a href="https://aws.amazon.com/step-functions/pricing/">AWS Step Functions pricing</a>
   */
  public long transitions() {
    return transitionsOfEnded
        + executions.values().stream().mapToLong(Execution::transitions).sum();
  }

  /** How many task tokens may be answered. */
  public int openTokens() {
    return services.tokens().count();
  }

  private void ended(Execution execution, ExecutionEnd end) {
    executions.remove(execution.arn());
    transitionsOfEnded += execution.transitions();
    ending = execution;
    listener.ended(execution.arn(), end, execution.startedAt(), services.now());
    ending = null;
  }
}

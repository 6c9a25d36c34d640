package dev.longshore.states.interpreter;

import dev.longshore.states.StateError;
import dev.longshore.states.StateMachine;
import dev.longshore.states.interpreter.Timers.Timer;
import dev.longshore.states.json.JsonTime;
import dev.longshore.states.query.Values;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One execution: its identity, its clock of state entries, its end. */
final class Execution {

  private static final Duration ENTRY_STEP = Duration.ofMillis(1);

  private final Services services;
  private final ExecutionArn arn;
  private final Object input;
  private final Instant startedAt;
  private final Journal journal;
  private final Flow flow;
  private final @Nullable Timer timeout;
  private final int redrives;
  private Instant lastEntry = Instant.MIN;
  private int transitions;
  private @Nullable Instant keptEntry;
  private boolean isOpen = true;
  private @Nullable Map<String, Object> context;

  Execution(Services services, StateMachine machine, ExecutionArn arn, Object input) {
    this(services, machine, arn, input, services.now(), 0, 0);
  }

  /** An execution that goes on where it had ended. */
  Execution(Services services, RedrivePoint point, boolean keepsEntry) {
    this(
        services,
        point.machine,
        point.arn,
        point.input,
        point.startedAt,
        point.redrives + 1,
        point.events);
    this.lastEntry = point.enteredAt;
    this.keptEntry = keepsEntry && point.state != null ? point.enteredAt : null;
  }

  private Execution(
      Services services,
      StateMachine machine,
      ExecutionArn arn,
      Object input,
      Instant startedAt,
      int redrives,
      int events) {
    this.services = services;
    this.arn = arn;
    this.input = input;
    this.startedAt = startedAt;
    this.redrives = redrives;
    this.journal = new Journal(arn, services.clock(), services.history(), events);
    this.flow = new Flow(this, machine, input);
    this.timeout =
        machine.timeout() == null
            ? null
            : services.after(machine.timeout(), () -> end(new ExecutionEnd.TimedOut()));
  }

  void start() {
    journal.started(input);
    flow.soon(flow::begin);
  }

  void resume(RedrivePoint point) {
    journal.redriven(redrives);
    flow.soon(() -> flow.resume(point));
  }

  RedrivePoint redrivePoint() {
    return flow.redrivePoint(input, redrives);
  }

  Services services() {
    return services;
  }

  ExecutionArn arn() {
    return arn;
  }

  Instant startedAt() {
    return startedAt;
  }

  Journal journal() {
    return journal;
  }

  boolean isOpen() {
    return isOpen;
  }

  RunningExecution description() {
    return flow.description();
  }

  /** The time at which a state is entered now: later than any before by a millisecond or more. */
  Instant nextEntry() {
    transitions++;
    if (keptEntry != null) {
      var kept = keptEntry;
      keptEntry = null;
      return kept;
    }
    var now = services.now().truncatedTo(ChronoUnit.MILLIS);
    lastEntry = now.isAfter(lastEntry) ? now : lastEntry.plus(ENTRY_STEP);
    return lastEntry;
  }

  /** A state is tried again, which counts like another entry. */
  void retried() {
    transitions++;
  }

  int transitions() {
    return transitions;
  }

  void succeed(Object output) {
    end(new ExecutionEnd.Succeeded(Values.plain(output)));
  }

  void fail(StateError error) {
    end(new ExecutionEnd.Failed(error.name(), error.cause()));
  }

  void end(ExecutionEnd end) {
    if (!isOpen) {
      return;
    }
    isOpen = false;
    if (timeout != null) {
      timeout.cancel();
    }
    flow.close();
    journal.ended(end);
    services.ended().add(this, end);
  }

  /** The parts of the context object that stay the same in all states. */
  Map<String, Object> context() {
    if (context == null) {
      var execution = new LinkedHashMap<String, Object>();
      execution.put("Id", arn.toString());
      execution.put("Input", input);
      execution.put("Name", arn.name());
      execution.put("StartTime", JsonTime.text(startedAt));
      execution.put("RedriveCount", redrives);
      var stateMachine = new LinkedHashMap<String, Object>();
      stateMachine.put("Id", arn.stateMachine());
      stateMachine.put("Name", arn.stateMachineName());
      context = new LinkedHashMap<>();
      context.put("Execution", execution);
      context.put("StateMachine", stateMachine);
    }
    return context;
  }
}

package dev.longshore.states.interpreter;

import dev.longshore.states.ErrorName;
import dev.longshore.states.State;
import dev.longshore.states.StateError;
import dev.longshore.states.TaskResource;
import dev.longshore.states.interpreter.HistoryEvent.Detail;
import dev.longshore.states.interpreter.HistoryEvent.EvaluationFailed;
import dev.longshore.states.interpreter.HistoryEvent.ExecutionAborted;
import dev.longshore.states.interpreter.HistoryEvent.ExecutionFailed;
import dev.longshore.states.interpreter.HistoryEvent.ExecutionRedriven;
import dev.longshore.states.interpreter.HistoryEvent.ExecutionStarted;
import dev.longshore.states.interpreter.HistoryEvent.ExecutionSucceeded;
import dev.longshore.states.interpreter.HistoryEvent.ExecutionTimedOut;
import dev.longshore.states.interpreter.HistoryEvent.StateEntered;
import dev.longshore.states.interpreter.HistoryEvent.StateExited;
import dev.longshore.states.interpreter.HistoryEvent.TaskFailed;
import dev.longshore.states.interpreter.HistoryEvent.TaskScheduled;
import dev.longshore.states.interpreter.HistoryEvent.TaskStarted;
import dev.longshore.states.interpreter.HistoryEvent.TaskSubmitted;
import dev.longshore.states.interpreter.HistoryEvent.TaskSucceeded;
import dev.longshore.states.interpreter.HistoryEvent.TaskTimedOut;
import dev.longshore.states.query.Values;
import java.io.Serial;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Counts the events of one execution and tells of them, if anyone wants to know. */
final class Journal {

  /** The most events that an execution may have; its end is the last of them. */
  static final int EVENTS_MAX = 25_000;

  private final ExecutionArn execution;
  private final InstantSource clock;
  private final History history;
  private final boolean isOn;
  private int events;

  /** A journal that goes on after {@code events} events; 0 for one that begins. */
  Journal(ExecutionArn execution, InstantSource clock, History history, int events) {
    this.events = events;
    this.execution = execution;
    this.clock = clock;
    this.history = history;
    this.isOn = !history.equals(History.OFF);
  }

  /** The number of events so far, which is the last one's id. */
  int events() {
    return events;
  }

  void started(Object input) {
    add(() -> new ExecutionStarted(Values.plain(input)));
  }

  void redriven(int count) {
    add(() -> new ExecutionRedriven(count));
  }

  void entered(State state, Object input) {
    add(() -> new StateEntered(state, Values.plain(input)));
  }

  void exited(State state, Object output) {
    add(() -> new StateExited(state, Values.plain(output)));
  }

  void evaluationFailed(State state, String location, String cause) {
    add(() -> new EvaluationFailed(state, location, cause));
  }

  void scheduled(TaskResource resource, Object arguments) {
    add(() -> new TaskScheduled(resource, Values.plain(arguments)));
    add(() -> new TaskStarted(resource));
  }

  void submitted(TaskResource resource, Object output) {
    add(() -> new TaskSubmitted(resource, Values.plain(output)));
  }

  void succeeded(TaskResource resource, Object output) {
    add(() -> new TaskSucceeded(resource, Values.plain(output)));
  }

  void failed(TaskResource resource, StateError error) {
    add(() -> new TaskFailed(resource, error.name(), error.cause()));
  }

  void timedOut(TaskResource resource) {
    add(() -> new TaskTimedOut(resource));
  }

  void ended(ExecutionEnd end) {
    events++;
    if (isOn) {
      tell(
          switch (end) {
            case ExecutionEnd.Succeeded(var output) -> new ExecutionSucceeded(output);
            case ExecutionEnd.Failed(var error, var cause) -> new ExecutionFailed(error, cause);
            case ExecutionEnd.TimedOut() -> new ExecutionTimedOut();
            case ExecutionEnd.Aborted(var error, var cause) -> new ExecutionAborted(error, cause);
          });
    }
  }

  private void add(Supplier<Detail> detail) {
    if (events == EVENTS_MAX - 1) {
      throw new HistoryFull();
    }
    events++;
    if (isOn) {
      tell(detail.get());
    }
  }

  private void tell(Detail detail) {
    history.happened(new HistoryEvent(execution, events, clock.instant(), detail));
  }

  /** The execution has no room for another event but its end; whoever drives it fails it. */
  static final class HistoryFull extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    HistoryFull() {
      super(null, null, false, false);
    }

    StateError error() {
      return new StateError(
          ErrorName.RUNTIME,
          "The execution reached the maximum number of history events (%d).".formatted(EVENTS_MAX));
    }
  }
}

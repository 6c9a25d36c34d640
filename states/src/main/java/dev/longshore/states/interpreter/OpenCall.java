package dev.longshore.states.interpreter;

import dev.longshore.states.StateError;
import dev.longshore.states.TaskResource;
import dev.longshore.states.interpreter.Timers.Timer;
import dev.longshore.states.query.Values;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One try of a task: open until it is answered, has timed out, or its execution has ended. */
final class OpenCall implements TaskCall {

  private final TaskVisit visit;
  private final Object arguments;
  private final @Nullable String token;
  private @Nullable Timer timeout;
  private @Nullable Timer heartbeat;
  private @Nullable Duration heartbeatMax;
  private boolean isOpen = true;
  private boolean isSubmitted;

  OpenCall(TaskVisit visit, Object arguments, @Nullable String token) {
    this.visit = visit;
    this.arguments = arguments;
    this.token = token;
    if (token != null) {
      services().tokens().open(token, this);
    }
  }

  /** Begins to watch the time, if there is still something to wait for. */
  void watch(@Nullable Duration timeoutMax, @Nullable Duration heartbeatMax) {
    if (!isOpen) {
      return;
    }
    if (timeoutMax != null) {
      timeout = services().after(timeoutMax, () -> timeOut(StateError.timeout()));
    }
    this.heartbeatMax = heartbeatMax;
    heartbeat();
  }

  /** The task is alive. */
  void heartbeat() {
    if (heartbeatMax == null) {
      return;
    }
    cancel(heartbeat);
    heartbeat = services().after(heartbeatMax, () -> timeOut(StateError.heartbeatTimeout()));
  }

  private void timeOut(StateError error) {
    close();
    visit.flow().run(() -> visit.timedOut(error));
  }

  @Override
  public void succeed(@Nullable Object output) {
    if (token == null) {
      answer(output);
    } else if (isOpen && !isSubmitted) {
      isSubmitted = true;
      var submitted = Values.forQuery(output);
      visit.flow().guard(() -> visit.journal().submitted(resource(), submitted));
    }
  }

  @Override
  public void fail(@Nullable String error, @Nullable String cause) {
    if (!isSubmitted) {
      answerFailed(error, cause);
    }
  }

  /** The task has been done. */
  void answer(@Nullable Object output) {
    if (isOpen) {
      close();
      var result = Values.forQuery(output);
      visit.flow().soon(() -> visit.succeeded(result));
    }
  }

  /** The task has failed. */
  void answerFailed(@Nullable String error, @Nullable String cause) {
    if (isOpen) {
      close();
      visit.flow().soon(() -> visit.failed(new StateError(error, cause)));
    }
  }

  void close() {
    isOpen = false;
    cancel(timeout);
    cancel(heartbeat);
    if (token != null) {
      services().tokens().close(token);
    }
  }

  private static void cancel(@Nullable Timer timer) {
    if (timer != null) {
      timer.cancel();
    }
  }

  private Services services() {
    return visit.services();
  }

  @Override
  public TaskResource resource() {
    return visit.resource();
  }

  @Override
  public @Nullable Object arguments() {
    return Values.plain(arguments);
  }

  @Override
  public @Nullable String taskToken() {
    return token;
  }

  @Override
  public ExecutionArn execution() {
    return visit.flow().execution().arn();
  }

  @Override
  public String stateName() {
    return visit.state().name();
  }

  @Override
  public boolean isOpen() {
    return isOpen;
  }
}

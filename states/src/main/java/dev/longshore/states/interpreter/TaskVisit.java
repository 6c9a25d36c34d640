package dev.longshore.states.interpreter;

import dev.longshore.states.Exit;
import dev.longshore.states.Retrier;
import dev.longshore.states.State;
import dev.longshore.states.State.TaskState;
import dev.longshore.states.StateError;
import dev.longshore.states.TaskResource;
import dev.longshore.states.interpreter.Timers.Timer;
import dev.longshore.states.query.Scope;
import dev.longshore.states.query.Template;
import dev.longshore.states.query.Values;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has its resource called, again and again if its retriers say so, until a catcher takes over. */
final class TaskVisit extends Visit {

  private final TaskState task;
  private @Nullable OpenCall call;
  private @Nullable Timer retry;
  private @Nullable String token;
  // By the place of the retrier in its list: each is counted apart.
  private final int[] retries;
  private int retryCount;
  private boolean hasCaught;

  TaskVisit(Flow flow, TaskState task, Object input) {
    super(flow, task, input);
    this.task = task;
    this.retries = new int[task.retriers().size()];
  }

  /** Tries once. */
  @Override
  void begin() {
    token = resource().waitsForToken() ? services().tokens().next() : null;
    var scope = scope();
    var arguments = task.arguments() == null ? input() : task.arguments().evaluate(scope);
    var timeout = seconds(task.timeout(), scope);
    var heartbeat = seconds(task.heartbeat(), scope);
    if (Limits.exceeds(arguments)) {
      fail(Limits.exceeded(task.name()));
      return;
    }
    journal().scheduled(resource(), arguments);
    call = new OpenCall(this, arguments, token);
    services().resources().call(call);
    call.watch(timeout, heartbeat);
  }

  private static @Nullable Duration seconds(@Nullable Template template, Scope scope) {
    return template == null
        ? null
        : Duration.ofSeconds(template.integer(scope, 1, State.SECONDS_MAX));
  }

  void succeeded(Object result) {
    if (Limits.exceeds(result)) {
      failed(Limits.exceeded(resource().service()));
      return;
    }
    journal().succeeded(resource(), result);
    leave(task.exit(), result, scope("result", result));
  }

  void failed(StateError error) {
    journal().failed(resource(), error);
    fail(error);
  }

  void timedOut(StateError error) {
    journal().timedOut(resource());
    fail(error);
  }

  @Override
  void fail(StateError error) {
    if (hasCaught || !(retries(error) || catches(error))) {
      super.fail(error);
    }
  }

  /** The first retrier for the error decides alone, even when it has no retries left. */
  private boolean retries(StateError error) {
    for (int i = 0; i < retries.length; i++) {
      var retrier = task.retriers().get(i);
      if (retrier.errorEquals().matches(error)) {
        return retries(retrier, i);
      }
    }
    return false;
  }

  private boolean retries(Retrier retrier, int index) {
    var used = retries[index];
    if (used >= retrier.maxAttempts()) {
      return false;
    }
    retries[index]++;
    retryCount++;
    flow().execution().retried();
    var delay = retrier.delay(used, services().random());
    retry = services().after(delay, () -> flow().run(this::begin));
    return true;
  }

  private boolean catches(StateError error) {
    for (var catcher : task.catchers()) {
      if (catcher.errorEquals().matches(error)) {
        hasCaught = true;
        leaveWith(error, catcher.exit());
        return true;
      }
    }
    return false;
  }

  private void leaveWith(StateError error, Exit exit) {
    var errorOutput = new LinkedHashMap<String, Object>();
    errorOutput.put("Error", Values.forQuery(error.name()));
    errorOutput.put("Cause", Values.forQuery(error.caughtCause()));
    leave(exit, errorOutput, scope("errorOutput", errorOutput));
  }

  @Override
  void close() {
    if (call != null) {
      call.close();
    }
    if (retry != null) {
      retry.cancel();
    }
  }

  TaskResource resource() {
    return task.resource();
  }

  @Override
  int retryCount() {
    return retryCount;
  }

  @Override
  Map<String, Object> context() {
    var context = super.context();
    if (token != null) {
      var fields = new LinkedHashMap<String, Object>();
      fields.put("Token", token);
      context.put("Task", fields);
    }
    return context;
  }

  @Override
  Map<String, Object> stateContext() {
    var fields = super.stateContext();
    fields.put("RetryCount", retryCount);
    return fields;
  }
}

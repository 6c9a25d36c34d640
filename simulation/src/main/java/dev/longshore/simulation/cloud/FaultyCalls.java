package dev.longshore.simulation.cloud;

import dev.longshore.local.call.Calls;
import dev.longshore.local.call.HandlerDied;
import dev.longshore.simulation.fault.Chances;
import dev.longshore.simulation.fault.Fault;
import dev.longshore.simulation.fault.Windows;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/**
 * Lets calls of functions, persons and pollers go wrong, lets time go by before them, and has what
 * they did written down.
 */
final class FaultyCalls implements Calls {

  /** How long Lambda lets an invocation run. */
  private static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(60);

  private final InterleavingLoop loop;
  private final Chances chances;
  private final Windows ledgerOutages;
  private final Observer observer;
  private final UnseenTasks unseen;
  private final ApiBuckets buckets = new ApiBuckets();
  private boolean isUndisturbed;

  FaultyCalls(
      InterleavingLoop loop,
      Chances chances,
      Windows ledgerOutages,
      Observer observer,
      UnseenTasks unseen) {
    this.unseen = unseen;
    this.loop = loop;
    this.chances = chances;
    this.ledgerOutages = ledgerOutages;
    this.observer = observer;
  }

  /** Does something of which no call goes wrong or takes time. */
  <T> T undisturbed(Supplier<T> work) {
    var before = isUndisturbed;
    isUndisturbed = true;
    try {
      return work.get();
    } finally {
      isUndisturbed = before;
    }
  }

  @Override
  public <T> T make(String name, Supplier<T> call) {
    if (isUndisturbed) {
      return observer.seen(name, null, call.get());
    }
    var activity = loop.activity();
    if (activity == null) {
      return made(name, call);
    }
    if (activity.isInCall()) {
      return call.get();
    }
    arrive(activity);
    activity.enterCall();
    try {
      return made(name, call);
    } finally {
      activity.leaveCall();
    }
  }

  private void arrive(Activity activity) {
    var latency = activity.nextLatency();
    if (latency == null) {
      return;
    }
    loop.pause(latency);
    if (activity.startedAt().plus(FUNCTION_TIMEOUT).isBefore(loop.now())) {
      throw new HandlerDied("of its function's time-out");
    }
  }

  private <T> T made(String name, Supplier<T> call) {
    before(name);
    var activity = loop.activity();
    if (activity != null && name.equals("ledger:query")) {
      activity.looks(loop.now());
    }
    var result = unseen.shown(observer.seen(name, activity, call.get()));
    after(name);
    return result;
  }

  private void before(String name) {
    if (name.startsWith("ledger:") && ledgerOutages.cover(loop.now())) {
      throw ServiceErrors.outOfReach();
    }
    var isLaunch = name.equals("ecs:RunTask");
    switch (buckets.take(name, loop.now())) {
      case FREE -> {}
      case CROWDED -> observer.crowded(name);
      case EMPTY -> {
        observer.throttled(name);
        throw ServiceErrors.throttled(name);
      }
    }
    if (chances.strike(Fault.THROTTLED).isPresent()) {
      observer.fault(name, "is throttled");
      throw ServiceErrors.throttled(name);
    }
    if (chances.strike(Fault.TIMED_OUT_BEFORE).isPresent()) {
      observer.fault(name, "times out without effect");
      throw ApiCallTimeoutException.create(0);
    }
    if (loop.activity() != null && chances.strike(Fault.HANDLER_KILLED).isPresent()) {
      observer.fault(name, "kills its caller before it");
      throw new HandlerDied("before " + name);
    }
    if (isLaunch) {
      chances
          .strike(Fault.RUN_TASK_REFUSED)
          .ifPresent(detail -> {
            var refusal = ServiceErrors.refused(detail);
            observer.fault(name, String.valueOf(refusal.getMessage()));
            throw refusal;
          });
    }
  }

  private void after(String name) {
    if (chances.strike(Fault.TIMED_OUT_AFTER).isPresent()) {
      observer.fault(name, "times out after its effect");
      throw ApiCallTimeoutException.create(0);
    }
    if (loop.activity() != null && chances.strike(Fault.HANDLER_KILLED).isPresent()) {
      observer.fault(name, "kills its caller after it");
      throw new HandlerDied("after " + name);
    }
  }
}

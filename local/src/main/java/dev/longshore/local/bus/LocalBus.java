package dev.longshore.local.bus;

import dev.longshore.json.Fields;
import dev.longshore.local.lambda.LocalLambda;
import dev.longshore.local.loop.EventLoop;
import java.util.Map;
import java.util.Set;

/**
 * The event bus with Longshore's rules: the function that observes hears of tasks that run or have
 * stopped, and of executions that broke off.
 */
public final class LocalBus {

  private static final Set<String> TASK_STATES = Set.of("RUNNING", "STOPPED");
  private static final Set<String> EXECUTION_STATES = Set.of("FAILED", "ABORTED", "TIMED_OUT");

  private final EventLoop loop;
  private final LocalLambda lambda;
  private final String observer;
  private final Delivery delivery;

  /** A bus whose rules have the function {@code observer} as their target. */
  public LocalBus(EventLoop loop, LocalLambda lambda, String observer, Delivery delivery) {
    this.loop = loop;
    this.lambda = lambda;
    this.observer = observer;
    this.delivery = delivery;
  }

  /** Takes an "ECS Task State Change". */
  public void taskChanged(Map<String, Object> event) {
    if (TASK_STATES.contains(detail(event).text("lastStatus"))) {
      deliver(event);
    }
  }

  /** Takes a "Step Functions Execution Status Change". */
  public void executionChanged(Map<String, Object> event) {
    if (EXECUTION_STATES.contains(detail(event).text("status"))) {
      deliver(event);
    }
  }

  private void deliver(Map<String, Object> event) {
    for (var delay : delivery.delays(event)) {
      var _ = loop.at(loop.instant().plus(delay), () -> lambda.invokeLater(observer, event));
    }
  }

  private static Fields detail(Map<String, Object> event) {
    return new Fields(event).object("detail").orElseThrow();
  }
}

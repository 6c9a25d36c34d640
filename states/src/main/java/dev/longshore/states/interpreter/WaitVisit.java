package dev.longshore.states.interpreter;

import dev.longshore.states.ErrorName;
import dev.longshore.states.State;
import dev.longshore.states.State.WaitState;
import dev.longshore.states.State.WaitState.Seconds;
import dev.longshore.states.State.WaitState.Until;
import dev.longshore.states.StateError;
import dev.longshore.states.interpreter.Timers.Timer;
import dev.longshore.states.query.QueryFailed;
import dev.longshore.states.query.Scope;
import dev.longshore.states.query.Template;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Waits, then hands on its input. */
final class WaitVisit extends Visit {

  // Step Functions counts the seconds of a wait in 32 bits.
  private static final Duration WAIT_MAX = Duration.ofSeconds(Integer.MAX_VALUE);

  private final WaitState wait;
  private @Nullable Timer timer;

  WaitVisit(Flow flow, WaitState wait, Object input) {
    super(flow, wait, input);
    this.wait = wait;
  }

  @Override
  void begin() {
    var scope = scope();
    var now = services().now();
    var until =
        switch (wait.delay()) {
          case Seconds(var count) -> now.plusSeconds(count.integer(scope, 0, State.SECONDS_MAX));
          case Until(var timestamp) -> time(timestamp, scope);
        };
    if (Duration.between(now, until).compareTo(WAIT_MAX) > 0) {
      fail(new StateError(ErrorName.RUNTIME, cause("Wait state delay is too long.")));
    } else if (until.isAfter(now)) {
      timer = services().timers().at(until, () -> flow().run(() -> leave(scope)));
    } else {
      leave(scope);
    }
  }

  private void leave(Scope scope) {
    leave(wait.exit(), input(), scope);
  }

  private static Instant time(Template timestamp, Scope scope) {
    var text = timestamp.text(scope);
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new QueryFailed(
          timestamp.location(),
          "The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format"
              + " string: "
              + text);
    }
  }

  @Override
  void close() {
    if (timer != null) {
      timer.cancel();
    }
  }
}

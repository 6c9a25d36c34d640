package dev.longshore.states.interpreter;

import dev.longshore.states.State.FailState;
import dev.longshore.states.StateError;
import dev.longshore.states.query.Scope;
import dev.longshore.states.query.Template;
import org.jspecify.annotations.Nullable;

/** Ends the execution with an error. */
final class FailVisit extends Visit {

  private final FailState failure;

  FailVisit(Flow flow, FailState failure, Object input) {
    super(flow, failure, input);
    this.failure = failure;
  }

  @Override
  void begin() {
    var scope = scope();
    fail(new StateError(text(failure.error(), scope), text(failure.cause(), scope)));
  }

  private static @Nullable String text(@Nullable Template template, Scope scope) {
    return template == null ? null : template.text(scope);
  }
}

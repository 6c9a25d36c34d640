package dev.longshore.states.interpreter;

import dev.longshore.states.State.SucceedState;

/** Ends the execution well. */
final class SucceedVisit extends Visit {

  private final SucceedState succeed;

  SucceedVisit(Flow flow, SucceedState succeed, Object input) {
    super(flow, succeed, input);
    this.succeed = succeed;
  }

  @Override
  void begin() {
    leave(succeed.exit(), input(), scope());
  }
}

package dev.longshore.states.interpreter;

import dev.longshore.states.State.PassState;

/** Hands on its input, or its output. */
final class PassVisit extends Visit {

  private final PassState pass;

  PassVisit(Flow flow, PassState pass, Object input) {
    super(flow, pass, input);
    this.pass = pass;
  }

  @Override
  void begin() {
    leave(pass.exit(), input(), scope());
  }
}

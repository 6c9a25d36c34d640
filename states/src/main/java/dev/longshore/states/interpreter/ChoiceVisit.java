package dev.longshore.states.interpreter;

import dev.longshore.states.ErrorName;
import dev.longshore.states.State.ChoiceState;
import dev.longshore.states.StateError;

/** Goes the way of the first rule whose condition is true. */
final class ChoiceVisit extends Visit {

  private final ChoiceState choice;

  ChoiceVisit(Flow flow, ChoiceState choice, Object input) {
    super(flow, choice, input);
    this.choice = choice;
  }

  @Override
  void begin() {
    var scope = scope();
    for (var rule : choice.rules()) {
      if (rule.condition().bool(scope)) {
        leave(rule.exit(), input(), scope);
        return;
      }
    }
    if (choice.otherwise() == null) {
      fail(
          new StateError(
              ErrorName.NO_CHOICE_MATCHED,
              cause("No rule of the Choice state matched, and it has no Default.")));
      return;
    }
    leave(choice.otherwise(), input(), scope);
  }
}

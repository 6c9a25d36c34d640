package dev.longshore.cli;

import dev.longshore.cli.ledger.LedgerView;
import dev.longshore.cli.log.AttemptLogs;
import dev.longshore.cli.stack.Stack;

/** The runs of a deployed stack. */
record RunsOfStack(Stack stack) implements RunsOf {

  @Override
  public LedgerView open() {
    return stack.ledger();
  }

  @Override
  public AttemptLogs logs() {
    return stack.logs();
  }

  @Override
  public String place() {
    return "the stack " + stack.name();
  }
}

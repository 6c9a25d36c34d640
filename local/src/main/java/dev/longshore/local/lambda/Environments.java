package dev.longshore.local.lambda;

import java.util.function.Supplier;

/** What invocations run in: every one of them goes through here. */
public interface Environments {

  /** There is always one, and it is ready at once. */
  Environments PLAIN =
      new Environments() {
        @Override
        public <O> O run(String function, Supplier<O> invocation) {
          return invocation.get();
        }
      };

  /**
   * Runs an invocation, or does to it what faults do.
   *
   * @throws InvocationRefused if Lambda does not take it
   */
  <O> O run(String function, Supplier<O> invocation);
}

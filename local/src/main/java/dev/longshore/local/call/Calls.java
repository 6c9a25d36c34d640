package dev.longshore.local.call;

import java.util.function.Supplier;

/** Every call of an SDK client or of the ledger's store goes through here. */
public interface Calls {

  /** Calls go straight through. */
  Calls DIRECT =
      new Calls() {
        @Override
        public <T> T make(String name, Supplier<T> call) {
          return call.get();
        }
      };

  /**
   * Makes a call, or does to it what faults do: not make it, make it and not say so, or end the
   * caller.
   *
   * @param name such as {@code ecs:RunTask} or {@code ledger:commit}
   */
  <T> T make(String name, Supplier<T> call);
}

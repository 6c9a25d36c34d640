package dev.longshore.local.call;

/** What stands between those who make calls and the clients that they make them with. */
public interface Wiring {

  /** Everybody is given the clients themselves. */
  Wiring DIRECT =
      new Wiring() {
        @Override
        public <C> C client(String caller, Class<C> type, C client) {
          return client;
        }
      };

  /**
   * The client that a caller is given in place of {@code client}.
   *
   * @param caller a function's name, or {@code Run} for the state machine
   */
  <C> C client(String caller, Class<C> type, C client);
}

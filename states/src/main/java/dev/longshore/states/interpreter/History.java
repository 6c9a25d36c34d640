package dev.longshore.states.interpreter;

/** Is told of each event of each execution, in their order. */
@FunctionalInterface
public interface History {

  /** No history: events are counted against the limit, but never made. */
  History OFF = _ -> {};

  void happened(HistoryEvent event);
}

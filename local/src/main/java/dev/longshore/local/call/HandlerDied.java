package dev.longshore.local.call;

/** The function that was at work is dead; nothing that it would have done any more is done. */
public final class HandlerDied extends Error {

  public HandlerDied(String where) {
    super("died " + where);
  }
}

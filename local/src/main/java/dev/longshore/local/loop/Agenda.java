package dev.longshore.local.loop;

import dev.longshore.local.loop.EventLoop.Timer;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What a loop has to do, by time, then in the order in which it was asked for. For one thread. */
final class Agenda {

  /** Below this many, cancelled entries are left to be met in their time. */
  private static final int CANCELLED_MAX = 1000;

  private static final Comparator<Entry> BY_TIME =
      (one, other) -> {
        var byTime = one.when.compareTo(other.when);
        return byTime == 0 ? Long.compare(one.number, other.number) : byTime;
      };

  private final PriorityQueue<Entry> entries = new PriorityQueue<>(BY_TIME);
  private long added;
  private int cancelled;

  /** An action with its time. */
  final class Entry implements Timer {

    private final Instant when;
    private @Nullable Runnable action;
    private long number;

    private Entry(Instant when, Runnable action) {
      this.when = when;
      this.action = action;
    }

    @Override
    public void cancel() {
      if (action != null) {
        action = null;
        cancelled++;
      }
    }

    Instant when() {
      return when;
    }

    void run() {
      var todo = action;
      action = null;
      if (todo != null) {
        todo.run();
      }
    }

    private boolean isCancelled() {
      return action == null;
    }
  }

  /** An entry that is to be {@linkplain #add added}. */
  Entry entry(Instant when, Runnable action) {
    return new Entry(when, action);
  }

  void add(Entry entry) {
    entry.number = added++;
    entries.add(entry);
    // Time-outs of a day that are cancelled after a second would else outnumber what is to be done.
    if (cancelled > CANCELLED_MAX && cancelled > entries.size() / 2) {
      entries.removeIf(Entry::isCancelled);
      cancelled = 0;
    }
  }

  /** The first entry that is not cancelled, left where it is; null without one. */
  @Nullable Entry peek() {
    while (!entries.isEmpty() && entries.peek().isCancelled()) {
      entries.remove();
      cancelled--;
    }
    return entries.peek();
  }

  /** Takes the first entry, which must be there. */
  Entry remove() {
    return entries.remove();
  }

  int size() {
    return entries.size();
  }
}

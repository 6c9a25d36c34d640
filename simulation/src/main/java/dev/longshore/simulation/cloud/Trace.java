package dev.longshore.simulation.cloud;

import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What happened, line by line, where anybody wants to read it. */
public final class Trace {

  private final @Nullable Consumer<String> reader;

  private Trace(@Nullable Consumer<String> reader) {
    this.reader = reader;
  }

  /** A trace that nobody reads. */
  public static Trace off() {
    return new Trace(null);
  }

  /** A trace whose lines {@code reader} gets. */
  public static Trace to(Consumer<String> reader) {
    return new Trace(reader);
  }

  /** Who did what, and when. */
  public void line(Instant when, String who, Supplier<String> what) {
    if (reader != null) {
      reader.accept("%s  %-18s %s".formatted(when, who, what.get()));
    }
  }
}

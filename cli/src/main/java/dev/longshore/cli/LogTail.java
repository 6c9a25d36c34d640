package dev.longshore.cli;

import dev.longshore.cli.log.AttemptLogs;
import dev.longshore.cli.log.AttemptLogs.AttemptLog;
import dev.longshore.run.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Copies the logs of a run's attempts as they grow, one attempt after the other, byte by byte. */
final class LogTail {

  private final AttemptLogs logs;
  private final Heads heads;
  private final OutputStream out;
  private int attempt = 1;
  private int last = Integer.MAX_VALUE;
  private @Nullable AttemptLog log;
  private boolean found;
  private long copied;

  /** Hears of each attempt that has a log, before it is copied. */
  @FunctionalInterface
  interface Heads {
    void begin(Run run, int attempt);
  }

  LogTail(AttemptLogs logs, OutputStream out) {
    this(logs, out, (_, _) -> {});
  }

  LogTail(AttemptLogs logs, OutputStream out, Heads heads) {
    this.logs = logs;
    this.heads = heads;
    this.out = out;
  }

  /** Copies no attempt but this one. */
  LogTail only(int one) {
    attempt = one;
    last = one;
    return this;
  }

  /** How many attempts a run has had, the open one included. */
  static int attempts(Run run) {
    return run.member().past().size() + (run.member().openAttempt().isPresent() ? 1 : 0);
  }

  /** Copies what has come since the last time. */
  void copy(Run run) {
    var end = Math.min(attempts(run), last);
    for (; attempt <= end; attempt++) {
      copyAttempt(run);
      if (attempt == end) {
        return;
      }
      log = null;
    }
  }

  private void copyAttempt(Run run) {
    if (log == null) {
      log = logs.find(run, attempt).orElse(null);
      if (log == null) {
        return;
      }
      heads.begin(run, attempt);
      found = true;
    }
    try {
      copied += log.copyTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether an attempt had a log, be it an empty one. */
  boolean foundOne() {
    return found;
  }

  /** How many bytes were copied. */
  long copied() {
    return copied;
  }
}

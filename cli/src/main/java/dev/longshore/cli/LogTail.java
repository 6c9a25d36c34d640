package dev.longshore.cli;

import dev.longshore.local.data.DataFolder;
import dev.longshore.run.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies the logs of a run's attempts as they grow, one attempt after the other, byte by byte. */
final class LogTail {

  private static final int BUFFER = 64 * 1024;

  private final DataFolder data;
  private final Heads heads;
  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER];
  private int attempt = 1;
  private int last = Integer.MAX_VALUE;
  private long position;
  private boolean begun;
  private boolean found;
  private long copied;

  /** Hears of each attempt that has a log, before it is copied. */
  @FunctionalInterface
  interface Heads {
    void begin(Run run, int attempt);
  }

  LogTail(DataFolder data, OutputStream out) {
    this(data, out, (_, _) -> {});
  }

  LogTail(DataFolder data, OutputStream out, Heads heads) {
    this.data = data;
    this.out = out;
    this.heads = heads;
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
      copy(run, data.log(run.id(), run.member().number(), attempt));
      if (attempt == end) {
        return;
      }
      position = 0;
      begun = false;
    }
  }

  private void copy(Run run, Path log) {
    if (!Files.exists(log)) {
      return;
    }
    if (!begun) {
      heads.begin(run, attempt);
      begun = true;
      found = true;
    }
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(position);
      for (var read = file.read(buffer); read > 0; read = file.read(buffer)) {
        out.write(buffer, 0, read);
        position += read;
        copied += read;
      }
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

package dev.longshore.cli;

import dev.longshore.local.data.DataFolder;
import dev.longshore.run.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies the logs of a run's attempts as they grow, one attempt after the other. */
final class LogTail {

  private static final int BUFFER = 64 * 1024;

  private final DataFolder data;
  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER];
  private int attempt = 1;
  private long position;

  LogTail(DataFolder data, OutputStream out) {
    this.data = data;
    this.out = out;
  }

  /** Copies what has come since the last time. */
  void copy(Run run) {
    var last = run.member().past().size() + (run.member().openAttempt().isPresent() ? 1 : 0);
    for (; attempt <= last; attempt++) {
      copy(data.log(run.id(), run.member().number(), attempt));
      if (attempt == last) {
        return;
      }
      position = 0;
    }
  }

  private void copy(Path log) {
    if (!Files.exists(log)) {
      return;
    }
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(position);
      for (var read = file.read(buffer); read > 0; read = file.read(buffer)) {
        out.write(buffer, 0, read);
        position += read;
      }
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.longshore.cli.log;

import dev.longshore.local.data.DataFolder;
import dev.longshore.run.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The logs of a data folder: a file for each attempt. */
public record FileLogs(DataFolder data) implements AttemptLogs {

  private static final Duration PAUSE = Duration.ofMillis(200);

  @Override
  public Optional<AttemptLog> find(Run run, int attempt) {
    var file = data.log(run.id(), run.member().number(), attempt);
    return Files.exists(file) ? Optional.of(new FileLog(file)) : Optional.empty();
  }

  @Override
  public Duration pause() {
    return PAUSE;
  }

  @Override
  public Duration lag() {
    return Duration.ZERO;
  }

  private static final class FileLog implements AttemptLog {

    private static final int BUFFER = 64 * 1024;

    private final Path path;
    private final byte[] buffer = new byte[BUFFER];
    private long position;

    FileLog(Path path) {
      this.path = path;
    }

    @Override
    public long copyTo(OutputStream out) throws IOException {
      var from = position;
      try (var file = new RandomAccessFile(path.toFile(), "r")) {
        file.seek(position);
        for (var read = file.read(buffer); read > 0; read = file.read(buffer)) {
          out.write(buffer, 0, read);
          position += read;
        }
      }
      return position - from;
    }
  }
}

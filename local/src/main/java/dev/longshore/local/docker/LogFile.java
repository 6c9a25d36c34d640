package dev.longshore.local.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Appends what a container says to a file, as it says it. */
final class LogFile implements AutoCloseable {

  private static final Duration END_MAX = Duration.ofSeconds(5);

  private final OutputStream file;
  private final ResultCallback.Adapter<Frame> callback;

  private LogFile(OutputStream file) {
    this.file = file;
    this.callback =
        new ResultCallback.Adapter<>() {
          @Override
          public void onNext(Frame frame) {
            write(frame.getPayload());
          }
        };
  }

  /** Follows a container from its first word. */
  static LogFile follow(DockerClient docker, String container, Path path) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      var log =
          new LogFile(
              Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
      var _ =
          docker
              .logContainerCmd(container)
              .withFollowStream(true)
              .withStdOut(true)
              .withStdErr(true)
              .exec(log.callback);
      return log;
    } catch (IOException e) {
      throw new UncheckedIOException(path + ": no log can be written: " + e.getMessage(), e);
    }
  }

  private void write(byte[] bytes) {
    try {
      file.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until all is written that a container said which has ended. */
  void awaitEnd() throws InterruptedException {
    var _ = callback.awaitCompletion(END_MAX.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    try {
      callback.close();
      file.close();
    } catch (IOException e) {
      // What was written is written; a full disk must not change how the task ends.
    }
  }
}

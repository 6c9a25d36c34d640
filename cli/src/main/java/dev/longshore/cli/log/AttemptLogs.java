package dev.longshore.cli.log;

import dev.longshore.run.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/** Where the logs of attempts are. */
public interface AttemptLogs {

  /** The log of a run's attempt, from 1; empty as long as there is none. */
  Optional<AttemptLog> find(Run run, int attempt);

  /** How long to wait before looking whether a log has grown. */
  Duration pause();

  /** How long after its end a task's last lines may still come. */
  Duration lag();

  /** One log, that remembers how far it was read. */
  @FunctionalInterface
  interface AttemptLog {

    /** Copies what has come since the last time; how many bytes that was. */
    long copyTo(OutputStream out) throws IOException;
  }
}

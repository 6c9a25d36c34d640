package dev.longshore.local.sqs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A process of its own with a server, which ends when its input does. */
final class QueueServerProcess {

  private QueueServerProcess() {}

  /** Runs a server in the data folder that is the first of the {@code arguments}. */
  public static void main(String... arguments) throws IOException {
    var queue = new JobQueue("ls-etl", "ls-etl-dead-letters", Duration.ofMinutes(10));
    try (var server = ElasticQueues.server(Path.of(arguments[0]), 0, queue)) {
      System.out.println(server.endpoint());
      while (System.in.read() >= 0) {
        // It is only waited for.
      }
    }
  }
}

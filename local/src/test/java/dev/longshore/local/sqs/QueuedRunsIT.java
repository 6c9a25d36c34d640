package dev.longshore.local.sqs;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class QueuedRunsIT extends QueuedRunsContract {

  private static @Nullable ElasticQueues queues;

  @BeforeAll
  static void start(@TempDir Path folder) {
    queues = new ElasticQueues(folder);
  }

  @AfterAll
  static void stop() {
    Objects.requireNonNull(queues).close();
  }

  @Override
  QueueBench bench() {
    return Objects.requireNonNull(queues);
  }
}

package dev.longshore.local.sqs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

@Execution(ExecutionMode.CONCURRENT)
class ElasticMqIT extends SqsContract {

  private static final AtomicInteger NAMES = new AtomicInteger();
  private static @Nullable QueueServer server;
  private static @Nullable SqsClient sqs;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = ElasticQueues.server(folder, 0);
    sqs = LocalSqsClient.at(server.endpoint(), "us-east-1");
  }

  @AfterAll
  static void stop() {
    Objects.requireNonNull(sqs).close();
    Objects.requireNonNull(server).close();
  }

  @Override
  SqsClient sqs() {
    return Objects.requireNonNull(sqs);
  }

  @Override
  String newName() {
    return "queue-" + NAMES.getAndIncrement();
  }

  @Override
  List<Message> receiveWithin(Duration wait, String url) {
    return sqs()
        .receiveMessage(request ->
            request
                .queueUrl(url)
                .maxNumberOfMessages(10)
                .waitTimeSeconds((int) wait.toSeconds())
                .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                .messageAttributeNames("All"))
        .messages();
  }
}

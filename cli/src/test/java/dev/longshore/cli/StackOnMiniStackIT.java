package dev.longshore.cli;

import dev.longshore.aws.dynamodb.MiniStack;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

/** The same with MiniStack, which knows the protocols of AWS otherwise than we do. */
@Tag("dynamodb")
class StackOnMiniStackIT extends StackCommandsContract {

  private @Nullable MiniStack server;

  @Override
  URI start(Path folder) throws Exception {
    var started = MiniStack.start(folder, "cloudformation,dynamodb,ecs,logs,states,sns");
    server = started;
    return started.endpoint();
  }

  @AfterAll
  void stop() throws InterruptedException {
    Objects.requireNonNull(server).stop();
  }
}

package dev.longshore.endtoend;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A command of the machine, which sees the AWS that it is given and no other. */
final class Command {

  private Command() {}

  /** Runs a command to its end, which must be a good one. */
  static void run(Path folder, URI aws, String... command)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    var environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("AWS_"));
    environment.put("AWS_ENDPOINT_URL", aws.toString());
    environment.put("AWS_ACCESS_KEY_ID", "test");
    environment.put("AWS_SECRET_ACCESS_KEY", "test");
    environment.put("AWS_DEFAULT_REGION", LocalStack.REGION);
    environment.put("SAM_CLI_TELEMETRY", "0");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      fail("no command %s: pip install aws-sam-cli==1.170.0".formatted(command[0]), e);
      return;
    }
    process.getOutputStream().close(); // nobody is there to answer a question
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      fail("%s has failed:%n%s", String.join(" ", command), said);
    }
  }
}

package dev.longshore.endtoend;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Commands of a person, who has the one AWS of the test and no other.
 *
 * @param folder where they run
 * @param aws where all of AWS is
 * @param ecs where ECS is
 */
record Command(Path folder, URI aws, URI ecs) {

  /** Runs a command to its end, which must be a good one, and answers what it prints. */
  String run(List<String> command) throws IOException, InterruptedException {
    var complaints = folder.resolve("complaints.txt").toFile();
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectError(complaints);
    var environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("AWS_"));
    environment.putAll(
        Map.of(
            "AWS_ENDPOINT_URL",
            aws.toString(),
            "AWS_ENDPOINT_URL_ECS",
            ecs.toString(),
            "AWS_ACCESS_KEY_ID",
            "test",
            "AWS_SECRET_ACCESS_KEY",
            "test",
            "AWS_REGION",
            LocalStack.REGION,
            "AWS_DEFAULT_REGION",
            LocalStack.REGION,
            "SAM_CLI_TELEMETRY",
            "0"));
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return fail(
          "no command %s: pip install aws-sam-cli==1.170.0".formatted(command.getFirst()), e);
    }
    process.getOutputStream().close(); // nobody is there to answer a question
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      fail(
          "%s has failed:%n%s%s",
          String.join(" ", command), printed, Files.readString(complaints.toPath()));
    }
    return printed;
  }

  /** Runs {@code longshore} so. */
  String longshore(String... arguments) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.longshore.cli.Main"));
    command.addAll(List.of(arguments));
    return run(command);
  }
}

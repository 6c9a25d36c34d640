package dev.longshore.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.longshore.job.Catalog;
import dev.longshore.job.JobCodec;
import dev.longshore.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each function, as it is packaged, in Lambda's own image: {@code sam local invoke} with each
 * sample event, against a MiniStack in AWS's place.
 */
@Tag("containers")
@TestInstance(Lifecycle.PER_CLASS)
class SamLocalIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String IMAGE = "public.ecr.aws/lambda/java:25-x86_64";

  private static final Map<String, String> FUNCTIONS =
      Map.of(
          "open-scheduled-run", "OpenScheduledRunFunction",
          "open-queued-runs", "OpenQueuedRunsFunction",
          "launch-attempt", "LaunchAttemptFunction",
          "observe-task", "ObserveTaskFunction",
          "sweep-ledger", "SweepLedgerFunction");

  private final List<String> flags = new ArrayList<>();
  private Path folder = Path.of(".");
  private LocalAws aws;

  static List<String> events() {
    return SampleEvents.names();
  }

  /** What {@code sam build} puts into a function's package, with the template beside it. */
  @BeforeAll
  void packTheFunctionsAndStartAws(@TempDir Path temporary) throws Exception {
    folder = Files.createDirectory(temporary.resolve("package"));
    copy(Path.of("target", "classes"), folder);
    copy(Path.of("target", "lib"), folder.resolve("lib"));
    copy(ROOT.resolve("statemachines"), folder.resolve("statemachines"));
    copy(ROOT.resolve("rendered"), folder.resolve("rendered"));
    Files.copy(ROOT.resolve("template.yaml"), folder.resolve("template.yaml"));
    Files.writeString(
        folder.resolve("catalog.json"), JobCodec.encode(Catalog.of(List.of(TestCloud.job()))));
    aws = LocalAws.start(folder.resolveSibling("ministack.log"));
    Files.writeString(
        folder.resolve("env.json"), Json.write(Map.of("Parameters", aws.variables())));
    flags.addAll(
        List.of(
            "--env-vars",
            "env.json",
            "--parameter-overrides",
            "Architecture=x86_64 AwsEndpoint=%1$s EcsEndpoint=%1$s SubnetIds=subnet-0a1b2c3d SecurityGroupIds=sg-0a1b2c3d"
                .formatted(aws.endpoint())));
    if (Command.run(folder, "docker", "image", "inspect", IMAGE).exit() == 0) {
      flags.add("--skip-pull-image");
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.sorted().toList()) {
        var target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    } catch (NoSuchFileException e) {
      fail("%s is missing: mvn package -pl functions -am makes it", e.getFile());
    }
  }

  @AfterAll
  void stopAws() throws InterruptedException {
    if (aws != null) {
      aws.stop();
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void eachFunctionTakesItsEventsInLambdasOwnImage(String event) throws Exception {
    var prefix = FUNCTIONS.keySet().stream().filter(event::startsWith).findFirst().orElseThrow();
    var command = new ArrayList<>(List.of("sam", "local", "invoke", FUNCTIONS.get(prefix)));
    command.addAll(List.of("-e", ROOT.resolve("events/" + event + ".json").toString()));
    command.addAll(flags);

    var result = Command.run(folder, command.toArray(String[]::new));

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out()).as(result.err()).startsWith("{").doesNotContain("errorMessage");
  }

  /** A command and what it came to. */
  record Command(int exit, String out, String err) {

    static Command run(Path folder, String... command) throws IOException, InterruptedException {
      var err = Files.createTempFile("longshore", ".err");
      var builder =
          new ProcessBuilder(command).directory(folder.toFile()).redirectError(err.toFile());
      // With keys, SAM would ask AWS whose they are.
      builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
      builder.environment().put("AWS_DEFAULT_REGION", "us-east-1");
      builder.environment().put("SAM_CLI_TELEMETRY", "0");
      try {
        var process = builder.start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Command(process.waitFor(), out.strip(), Files.readString(err));
      } catch (IOException e) {
        return fail("no command %s: pip install aws-sam-cli, and Docker".formatted(command[0]), e);
      } finally {
        Files.deleteIfExists(err);
      }
    }
  }
}

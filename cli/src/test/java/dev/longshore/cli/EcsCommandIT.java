package dev.longshore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A served ECS as a person starts and ends it. */
class EcsCommandIT {

  private static final String PREFIX = "AmazonEC2ContainerServiceV20141113.";
  private static final int TRIES_MAX = 600;

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private Cli cli;

  @BeforeEach
  void makeCli() {
    cli = new Cli(folder);
  }

  @AfterEach
  void close() {
    http.close();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Fields call(int port, String operation, Map<String, Object> request)
      throws IOException, InterruptedException {
    var response =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port))
                .header("X-Amz-Target", PREFIX + operation)
                .POST(BodyPublishers.ofString(Json.write(request)))
                .build(),
            BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Json.parseObject(response.body());
  }

  private void awaitServer(int port) throws InterruptedException {
    for (var tries = 0; tries < TRIES_MAX; tries++) {
      try {
        call(port, "ListClusters", Map.of());
        return;
      } catch (IOException e) {
        Thread.sleep(Duration.ofMillis(100));
      }
    }
    throw new AssertionError("nobody listens on port " + port);
  }

  private void register(int port) throws IOException, InterruptedException {
    call(
        port,
        "RegisterTaskDefinition",
        Map.of(
            "family", "nap",
            "cpu", "256",
            "memory", "512",
            "networkMode", "awsvpc",
            "requiresCompatibilities", List.of("FARGATE"),
            "containerDefinitions",
                List.of(
                    Map.of(
                        "name", "job", "image", "none", "command", List.of("sleep", nap(port))))));
  }

  private void run(int port) throws IOException, InterruptedException {
    var vpc = Map.of("awsvpcConfiguration", Map.of("subnets", List.of("s-1")));
    call(
        port,
        "RunTask",
        Map.of("taskDefinition", "nap", "launchType", "FARGATE", "networkConfiguration", vpc));
  }

  @Test
  void itTellsOfItsTasksAndEndsThemWithItself() throws IOException, InterruptedException {
    var port = freePort();
    try (var process = OtherProcess.start(cli, "ecs", "--port", String.valueOf(port), "--json")) {
      awaitServer(port);
      register(port);
      run(port);
      var event = Json.parseObject(process.awaitLineWith("\"lastStatus\":\"RUNNING\""));
      assertThat(event.text("source")).isEqualTo("aws.ecs");

      process.interrupt();

      assertThat(process.end()).isEqualTo(130);
    }
    assertThat(ProcessHandle.allProcesses())
        .noneMatch(other -> isNap(other.info().arguments().orElse(new String[0]), port));
  }

  private static boolean isNap(String[] arguments, int port) {
    return List.of(arguments).equals(List.of(nap(port)));
  }

  /** As long as no other process sleeps. */
  private static String nap(int port) {
    return "600." + port;
  }

  @Test
  void aPortThatIsTakenIsSaidInALine() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var result = cli.run("ecs", "--port", String.valueOf(taken.getLocalPort()));

      assertThat(result.exit()).isEqualTo(2);
      assertThat(result.complaints())
          .singleElement()
          .asString()
          .contains("port %d of 127.0.0.1".formatted(taken.getLocalPort()), "--port");
    }
  }

  @Test
  void anEngineThatIsMissingIsSaidInALine() throws IOException, InterruptedException {
    try (var process =
        OtherProcess.startWith(
            Map.of("DOCKER_HOST", "unix:///nowhere/docker.sock"),
            cli,
            "ecs",
            "--port",
            "0",
            "--runtime",
            "docker")) {
      assertThat(process.end()).isEqualTo(2);
      assertThat(process.complaints())
          .singleElement()
          .asString()
          .contains("no Docker engine answers at unix:///nowhere/docker.sock", "--runtime process");
    }
  }
}

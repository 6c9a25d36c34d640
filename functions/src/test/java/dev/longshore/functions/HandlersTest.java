package dev.longshore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.longshore.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HandlersTest {

  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final int LINES_MAX = 150;
  private static final String SUFFIX = "Handler.java";

  private static List<Path> handlers() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }

  /** {@code OpenQueuedRunsHandler.java} has events named {@code open-queued-runs…}. */
  private static String eventPrefix(Path handler) {
    var name = handler.getFileName().toString();
    return name.substring(0, name.length() - SUFFIX.length())
        .replaceAll("(?<=.)([A-Z])", "-$1")
        .toLowerCase(Locale.ROOT);
  }

  static List<String> events() {
    return SampleEvents.names();
  }

  @Test
  void aHandlerParsesCallsAndTranslatesInAFewLines() throws IOException {
    assertThat(handlers()).hasSize(5);
    for (var handler : handlers()) {
      assertThat(Files.readAllLines(handler)).as("%s", handler).hasSizeLessThanOrEqualTo(LINES_MAX);
    }
  }

  @Test
  void eachHandlerHasAnEventAndEachEventAHandler() throws IOException {
    var prefixes = handlers().stream().map(HandlersTest::eventPrefix).toList();

    for (var prefix : prefixes) {
      assertThat(events()).as("events of %s", prefix).anyMatch(name -> name.startsWith(prefix));
    }
    for (var event : events()) {
      assertThat(prefixes).as("the handler of %s", event).anyMatch(event::startsWith);
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void eachEventIsHandled(String name) {
    var cloud = new TestCloud().withRun();
    cloud.launches().handleRequest(SampleEvents.read("launch-attempt"), null);

    handler(cloud, name).accept(name);
  }

  /** Lambda hands bytes over and takes bytes back. */
  @ParameterizedTest
  @MethodSource("events")
  void eachEventIsHandledAsAStreamToo(String name) throws IOException {
    var cloud = new TestCloud().withRun();
    cloud.launches().handleRequest(SampleEvents.read("launch-attempt"), null);
    var answer = new ByteArrayOutputStream();

    stream(cloud, name)
        .handleRequest(new ByteArrayInputStream(SampleEvents.bytes(name)), answer, null);

    var fields = Json.parseObject(answer.toString(StandardCharsets.UTF_8));
    assertThat(fields.values().keySet()).isSubsetOf(Set.of("runId", "batchItemFailures"));
  }

  private static RequestStreamHandler stream(TestCloud cloud, String event) {
    return switch (event.split("-", 3)[0] + "-" + event.split("-", 3)[1]) {
      case "open-queued" -> cloud.queues();
      case "open-scheduled" -> cloud.schedules();
      case "launch-attempt" -> cloud.launches();
      case "observe-task" -> cloud.observes();
      case "sweep-ledger" -> cloud.sweeps();
      default -> throw new AssertionError("no handler takes " + event);
    };
  }

  private static Consumer<String> handler(TestCloud cloud, String event) {
    if (event.startsWith("open-queued-runs")) {
      return name ->
          assertThat(
                  cloud
                      .queues()
                      .handleRequest(SampleEvents.messages(name), null)
                      .getBatchItemFailures())
              .isEmpty();
    }
    RequestHandler<Map<String, Object>, Map<String, Object>> handler =
        switch (event.substring(0, event.indexOf('-'))) {
          case "open" -> cloud.schedules();
          case "launch" -> cloud.launches();
          case "observe" -> cloud.observes();
          case "sweep" -> cloud.sweeps();
          default -> throw new AssertionError("no handler takes " + event);
        };
    return name -> assertThat(handler.handleRequest(SampleEvents.read(name), null)).isNotNull();
  }
}

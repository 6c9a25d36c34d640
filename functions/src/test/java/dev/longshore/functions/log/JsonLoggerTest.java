package dev.longshore.functions.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLoggerTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final JsonLogger log =
      new JsonLogger(
          "a.b.C",
          () -> Instant.parse("2026-11-28T10:00:00Z"),
          new PrintStream(bytes, true, StandardCharsets.UTF_8));

  private List<Fields> lines() {
    return bytes.toString(StandardCharsets.UTF_8).lines().map(Json::parseObject).toList();
  }

  @Test
  void anEventIsALineWithItsKeysAndValues() {
    log.atInfo().addKeyValue("run", "x-1").addKeyValue("n", 2).log("attempt settled");

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines(
            "{\"timestamp\":\"2026-11-28T10:00:00Z\",\"level\":\"INFO\",\"logger\":\"a.b.C\","
                + "\"message\":\"attempt settled\",\"run\":\"x-1\",\"n\":2}");
  }

  @Test
  void noKeyTakesThePlaceOfTheMessage() {
    log.atWarn().addKeyValue("message", "1-2-3").addKeyValue("n", 2).log("poison");

    assertThat(lines())
        .singleElement()
        .satisfies(line -> {
          assertThat(line.text("message")).isEqualTo("poison");
          assertThat(line.integer("n")).isEqualTo(2);
        });
  }

  @Test
  void anExceptionKeepsItsTraceInItsLine() {
    log.atWarn().setCause(new IllegalStateException("away")).log("not swept");

    assertThat(lines())
        .singleElement()
        .satisfies(line -> {
          assertThat(line.text("error")).isEqualTo("java.lang.IllegalStateException: away");
          assertThat(line.text("stackTrace")).contains("JsonLoggerTest");
        });
  }

  @Test
  void plainCallsAreLinesToo() {
    log.warn("{} of {}", 1, 2);
    log.debug("silent");

    assertThat(lines()).extracting(line -> line.text("message")).containsExactly("1 of 2");
  }
}

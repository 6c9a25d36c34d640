package dev.longshore.cli.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.longshore.json.Json;
import dev.longshore.local.data.DataFolderUnusable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlServerIT {

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("control.json");
  }

  private ControlClient client() {
    return ControlClient.connect(file()).orElseThrow();
  }

  @Test
  void aRequestIsAnsweredLineByLineAndARefusalSaysWhy() {
    Control control =
        (request, answers) -> {
          if (request.integer("n") > 2) {
            throw new IllegalArgumentException("more than two");
          }
          for (var i = 0; i < request.integer("n"); i++) {
            answers.accept(Map.of("i", i));
          }
        };
    try (var _ = ControlServer.start(file(), control);
        var client = client()) {
      var answers = new ArrayList<Integer>();
      client.ask(Json.object().put("n", 2), answer -> answers.add(answer.integer("i")));
      assertThat(answers).containsExactly(0, 1);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.ask(Json.object().put("n", 3), _ -> {}))
          .withMessage("more than two");
    }
    assertThat(Files.exists(file())).isFalse();
  }

  @Test
  void whoAsksWhenTheDataFolderFailsHearsNothingAndNoTraceIsPrinted() throws Exception {
    var uncaught = new LinkedBlockingQueue<Throwable>();
    var asked = new CountDownLatch(1);
    Control control =
        (_, _) -> {
          Thread.currentThread().setUncaughtExceptionHandler((_, thrown) -> uncaught.add(thrown));
          asked.countDown();
          throw new DataFolderUnusable("the disk is full", null);
        };
    try (var _ = ControlServer.start(file(), control);
        var client = client()) {
      assertThatExceptionOfType(ControlLost.class)
          .isThrownBy(() -> client.ask(Json.object(), _ -> {}));
    }

    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(uncaught.poll(200, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void whoDoesNotSendTheTokenIsNotAnswered() throws Exception {
    var asked = new ArrayList<String>();
    Control control = (request, _) -> asked.add(request.text("operation"));
    try (var _ = ControlServer.start(file(), control)) {
      var port = Json.parseObject(Files.readString(file())).integer("port");
      Files.writeString(file(), Json.write(Map.of("port", port, "token", "another")));
      try (var client = client()) {
        assertThatExceptionOfType(ControlLost.class)
            .isThrownBy(() -> client.ask(Json.object().put("operation", "open"), _ -> {}));
      }
    }
    assertThat(asked).isEqualTo(List.of());
  }
}

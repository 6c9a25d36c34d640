package dev.longshore.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitingTaskIT {

  private static final int RUNNING_MAX = 2;

  @TempDir Path data;
  private final String seconds = Sleeps.unique();
  private Life life;

  @BeforeEach
  void begin() throws InterruptedException {
    life = Life.in(data, RUNNING_MAX);
  }

  @AfterEach
  void end() {
    life.close();
  }

  @Test
  void asManyRunAsMayAndTheNextWaitsUntilOneHasEnded() {
    var first = life.start("sleep", seconds).running();
    var second = life.start("sleep", seconds).running();
    var third = life.start("sleep", seconds);
    assertThat(third.isWaiting()).isTrue();

    first.kill();

    third.running();
    assertThat(second.isOver()).isFalse();
    Await.until("two sleep", () -> ProcessTable.holding(seconds).size() == RUNNING_MAX);
  }

  @Test
  void thoseThatWaitKeepTheirOrder() {
    var first = life.start("sleep", seconds).running();
    var second = life.start("sleep", seconds).running();
    var third = life.start("sleep", seconds);
    var fourth = life.start("sleep", seconds);

    first.kill();

    third.running();
    assertThat(fourth.isWaiting()).isTrue();
    second.kill();
    fourth.running();
  }

  @Test
  void aTaskThatIsStoppedWhileItWaitsIsNeverStarted() {
    var first = life.start("sleep", seconds).running();
    life.start("sleep", seconds).running();
    var third = life.start("sleep", seconds);
    assertThat(third.usage()).isEmpty();

    third.terminate();
    first.kill();

    assertThat(third.refusal())
        .isEqualTo("CannotStartContainerError: stopped before it was started");
  }

  @Test
  void closingRefusesThoseThatWait() {
    life.start("sleep", seconds).running();
    life.start("sleep", seconds).running();
    var third = life.start("sleep", seconds);

    life.runtime.close();

    assertThat(third.refusal()).contains("stopped before it was started");
    Await.until("the others are gone", () -> ProcessTable.holding(seconds).isEmpty());
  }
}

package dev.longshore.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.local.runtime.RunningTask.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskUsageIT {

  @TempDir Path data;
  private final String seconds = Sleeps.unique();
  private final String sleep = "sleep " + seconds;
  private Life life;

  @BeforeEach
  void begin() throws InterruptedException {
    life = Life.in(data);
  }

  @AfterEach
  void end() {
    life.close();
  }

  @Test
  void cpuTimeIsThatOfTheWholeGroup() {
    var idle = life.start("sleep", seconds).running();
    var busy = life.script("(while :; do :; done) & wait").running();

    Await.until("half a second is used", () -> cpu(busy).compareTo(Duration.ofMillis(500)) > 0);

    assertThat(cpu(idle)).isLessThan(Duration.ofMillis(100));
  }

  @Test
  void cpuTimeOfEndedChildrenAndOfTheWholeTaskStaysVisible() {
    var task =
        life.script(
            "(i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done); echo ready; exec " + sleep);
    var used = cpu(task.ready());

    task.kill();

    assertThat(task.exitCode()).isEqualTo(137);
    assertThat(used).isGreaterThan(Duration.ofMillis(50));
    assertThat(cpu(task)).isGreaterThanOrEqualTo(used);
  }

  @Test
  void logBytesAreThoseOfTheTaskAlone() throws IOException {
    var spec = life.spec("printf", "12345");
    Files.createDirectories(spec.log().getParent());
    Files.writeString(spec.log(), "before");

    var task = life.start(spec);

    assertThat(task.exitCode()).isZero();
    assertThat(task.usage()).map(Usage::logBytes).hasValue(5L);
  }

  @Test
  void usageThatCannotBeSeenIsEmpty() throws IOException {
    var refused = life.start("no-such-program");
    var spec = life.spec("rm", data.resolve("logs/task-1.log").toString());
    var withoutLog = life.start(spec);

    assertThat(refused.refusal()).contains("no-such-program");
    assertThat(refused.usage()).isEmpty();
    assertThat(withoutLog.exitCode()).isZero();
    assertThat(withoutLog.usage()).isEmpty();
  }

  private static Duration cpu(ObservedTask task) {
    return task.usage().map(Usage::cpu).orElseThrow();
  }
}

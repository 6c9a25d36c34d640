package dev.longshore.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.local.runtime.TaskListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyTasksIT {

  @TempDir Path data;
  private final String seconds = Sleeps.unique();
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
  void ofTwoThousandQuickTasksFiftyAtATimeNoneIsLost() {
    var codes = IntStream.range(0, 2_000).mapToObj(i -> i % 7).toList();
    var tasks = new ArrayList<ObservedTask>();

    for (var code : codes) {
      if (tasks.size() >= 50) {
        assertThat(tasks.get(tasks.size() - 50).exitCode()).isLessThan(7);
      }
      tasks.add(life.script("exit " + code));
    }

    assertThat(tasks).extracting(ObservedTask::exitCode).isEqualTo(codes);
  }

  @Test
  void aThousandTasksRunAtOnce() {
    var tasks = Stream.generate(() -> life.start("sleep", seconds)).limit(1_000).toList();

    tasks.forEach(ObservedTask::running);
    assertThat(ProcessTable.holding(seconds)).hasSize(1_000);

    tasks.forEach(ObservedTask::terminate);
    assertThat(tasks).extracting(ObservedTask::exitCode).containsOnly(143);
  }

  @Test
  void aFailingListenerIsReportedAndDisturbsNobodyElse() {
    var reported = new ConcurrentLinkedQueue<Throwable>();
    var before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((_, failure) -> reported.add(failure));
    try {
      for (var i = 0; i < 2 * ProcessRuntime.STARTING_MAX; i++) {
        life.runtime.start(life.spec("true"), new FailingListener());
      }
      assertThat(life.script("exit 6").exitCode()).isEqualTo(6);
      Await.until("all are reported", () -> reported.size() == 2 * ProcessRuntime.STARTING_MAX);
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }

    assertThat(reported).extracting(Throwable::getMessage).containsOnly("exited with 0");
  }

  private static final class FailingListener implements TaskListener {

    @Override
    public void started() {
      throw new IllegalStateException("started");
    }

    @Override
    public void neverStarted(String reason) {
      throw new IllegalStateException(reason);
    }

    @Override
    public void exited(int code) {
      throw new IllegalStateException("exited with " + code);
    }
  }
}

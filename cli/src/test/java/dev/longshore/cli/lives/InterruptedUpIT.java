package dev.longshore.cli.lives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.run.Outcome;
import dev.longshore.run.PastAttempt;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptedUpIT {

  @TempDir Path folder;

  private Harbour harbour;

  @BeforeEach
  void makeAHarbour() {
    harbour = Harbour.in(folder, LongshoreJvm.withArchive()).job("slow", 1, "stubborn, \"2\"");
  }

  @Test
  void ctrlCEndsTheTasksAndTheRunsGoOnWithTheNextUp() throws Exception {
    try (var up = harbour.up()) {
      up.awaitUp();
      assertThat(harbour.open("slow")).isPresent();
      Harbour.await("its task has begun", () -> TraceLine.of(folder).size() == 1);

      up.interrupt();

      assertThat(up.exitCode()).isEqualTo(130);
      assertThat(up.errors())
          .last()
          .isEqualTo("1 runs are open; they go on with the next `longshore up`");
    }
    assertThat(LivingTasks.of(folder)).isEmpty();

    harbour.upUntilAllIsTold();

    assertThat(harbour.ledger().runs())
        .singleElement()
        .satisfies(run ->
            assertThat(run.member().past())
                .extracting(PastAttempt::outcome)
                .containsExactly(Outcome.INTERRUPTED, Outcome.SUCCEEDED));
  }
}

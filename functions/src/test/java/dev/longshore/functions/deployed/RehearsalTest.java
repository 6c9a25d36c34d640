package dev.longshore.functions.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.longshore.run.RunState;
import java.util.ArrayList;
import java.util.List;
import org.crac.Context;
import org.crac.Core;
import org.junit.jupiter.api.Test;

class RehearsalTest {

  @Test
  void aRunIsPlayedToItsEndThroughEveryCallOfAHandler() {
    var played = new Rehearsal().play();

    assertThat(played.run().state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(played.asked())
        .contains(
            "GetItem",
            "PutItem",
            "Query",
            "RunTask",
            "DescribeTasks",
            "ListTasks",
            "StartExecution",
            "SendTaskSuccess");
  }

  @Test
  void aPartThatFailsKeepsNoOtherFromPriming() {
    var done = new ArrayList<String>();
    var priming =
        new Priming(
            List.of(
                () -> {
                  throw new IllegalStateException("no network");
                },
                () -> done.add("second")));
    Context<?> context = Core.getGlobalContext();

    assertThatCode(() -> priming.beforeCheckpoint(context)).doesNotThrowAnyException();
    assertThat(done).containsExactly("second");
  }
}

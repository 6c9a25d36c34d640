package dev.longshore.local.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgendaTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant TOMORROW = NOW.plusSeconds(86_400);

  private final Agenda agenda = new Agenda();

  private Agenda.Entry add(Instant when, Runnable action) {
    var entry = agenda.entry(when, action);
    agenda.add(entry);
    return entry;
  }

  @Test
  void timeOutsThatAreCancelledAgainAndAgainDoNotPileUp() {
    for (var i = 0; i < 100_000; i++) {
      add(TOMORROW, () -> {}).cancel();
      assertThat(agenda.size()).isLessThan(2_500);
    }
  }

  @Test
  void compactionLosesNothingAndKeepsTheOrder() {
    var done = new ArrayList<Integer>();
    for (var i = 0; i < 2_000; i++) {
      var number = i;
      add(TOMORROW, () -> done.add(number));
      add(TOMORROW, () -> done.add(-1)).cancel();
      add(NOW, () -> done.add(-2)).cancel();
    }

    while (agenda.peek() != null) {
      agenda.remove().run();
    }

    assertThat(done).isEqualTo(List.copyOf(done).stream().sorted().toList()).hasSize(2_000);
    assertThat(done).startsWith(0, 1, 2).endsWith(1_999);
    assertThat(agenda.size()).isZero();
  }

  @Test
  void whatIsCancelledAfterItWasDoneIsNotCounted() {
    for (var i = 0; i < 3_000; i++) {
      var entry = add(NOW, () -> {});
      agenda.remove().run();
      entry.cancel();
    }
    var kept = add(TOMORROW, () -> {});

    assertThat(agenda.size()).isEqualTo(1);
    assertThat(agenda.peek()).isSameAs(kept);
  }
}

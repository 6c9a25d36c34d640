package dev.longshore.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateEntryTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static StateEntry entry(int millis, int retryCount) {
    return new StateEntry(NOON.plusMillis(millis), retryCount, "arn:execution", "token", false);
  }

  private static StateEntry redriven(int millis, int redrives, int retryCount) {
    return new StateEntry(
        NOON.plusMillis(millis), redrives, retryCount, "arn:execution", "token", false);
  }

  private static Member member() {
    return Member.opened(0);
  }

  @Test
  void redrivesThenTimeThenRetryCountTellWhichEntryIsLater() {
    var inOrder =
        List.of(
            entry(0, 0),
            entry(0, 1),
            entry(0, 2),
            entry(1, 0),
            entry(1, 1),
            redriven(1, 1, 0),
            redriven(1, 1, 1),
            redriven(2, 1, 0),
            redriven(2, 2, 0));
    for (var i = 0; i < inOrder.size(); i++) {
      for (var j = 0; j < inOrder.size(); j++) {
        var one = inOrder.get(i);
        var other = inOrder.get(j);

        assertThat(one.isLaterThan(other)).as("%d, %d", i, j).isEqualTo(i > j);
        assertThat(one.isSameAs(other)).as("%d, %d", i, j).isEqualTo(i == j);
        assertThat(member().bind(other).accepts(one)).as("%d, %d", i, j).isEqualTo(i >= j);
        assertThat(member().bind(other).bind(one).entry()).isEqualTo(i > j ? one : other);
      }
    }
  }

  @Test
  void theFirstEntryIsAlwaysTaken() {
    assertThat(member().accepts(entry(-5, 0))).isTrue();
    assertThat(member().bind(entry(-5, 0)).entry()).isEqualTo(entry(-5, 0));
  }

  @Test
  void aTokenIsLiveUntilItIsAnsweredOrRefused() {
    var bound = member().bind(entry(0, 0));

    assertThat(live(bound)).isEqualTo("token");
    assertThat(live(bound.answered("token"))).isEqualTo("none");
    assertThat(live(bound.refused("token"))).isEqualTo("none");
    assertThat(bound.answered("an older token")).isEqualTo(bound);
    assertThat(bound.refused("an older token")).isEqualTo(bound);
  }

  private static String live(Member member) {
    var entry = member.entry();
    var token = entry == null ? null : entry.liveToken();
    return token == null ? "none" : token;
  }

  @Test
  void aRefusedTokenIsKnownAsRefusedAndAnAnsweredOneIsGone() {
    var bound = member().bind(entry(0, 0));

    assertThat(bound.refused("token").entry())
        .isEqualTo(new StateEntry(NOON, 0, "arn:execution", "token", true));
    assertThat(bound.answered("token").entry())
        .isEqualTo(new StateEntry(NOON, 0, "arn:execution", null, false));
  }

  @Test
  void anEntryThatComesAgainBringsNoAnsweredTokenBack() {
    var answered = member().bind(entry(0, 0)).answered("token");

    assertThat(answered.bind(entry(0, 0))).isEqualTo(answered);
  }

  @Test
  void aMemberWithoutItsEntryTakesAnyAgain() {
    assertThat(member().bind(entry(9, 9)).unbound()).isEqualTo(member());
    assertThat(member().unbound()).isEqualTo(member());
    assertThat(member().answered("token")).isEqualTo(member());
    assertThat(member().refused("token")).isEqualTo(member());
  }
}

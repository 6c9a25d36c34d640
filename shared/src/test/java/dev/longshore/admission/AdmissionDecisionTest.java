package dev.longshore.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.admission.AdmissionDecision.Admit;
import dev.longshore.admission.AdmissionDecision.Replace;
import dev.longshore.admission.AdmissionDecision.Skip;
import dev.longshore.admission.AdmissionDecision.Wait;
import dev.longshore.job.Job;
import dev.longshore.job.Overlap;
import dev.longshore.job.SampleJob;
import dev.longshore.run.Run;
import dev.longshore.run.SampleRun;
import dev.longshore.run.Trigger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdmissionDecisionTest {

  private static final Instant OPENED = SampleRun.OPENED;
  private static final Job JOB = SampleJob.smallest();
  private static final Run OWN = SampleRun.of(JOB, "own", OPENED);

  private static Run older(int i) {
    return SampleRun.of(JOB, "older-" + i, OPENED.minusSeconds(i));
  }

  private static Run newer(int i) {
    return SampleRun.of(JOB, "newer-" + i, OPENED.plusSeconds(i));
  }

  private static Slot slot(int waiting, Run... holders) {
    var slot = new Slot("etl", Arrays.stream(holders).map(Place::of).toList(), 0);
    for (var i = 0; i < waiting; i++) {
      slot = slot.withWaiter();
    }
    return slot;
  }

  private static SlotClaim claim(int limit, Overlap overlap) {
    return new SlotClaim("etl", limit, overlap);
  }

  @Test
  void aFreePlaceIsTakenUnlessSomebodyWaits() {
    for (var overlap : Overlap.values()) {
      for (var limit = 1; limit <= 3; limit++) {
        for (var held = 0; held <= 4; held++) {
          for (var waiting = 0; waiting <= 2; waiting++) {
            var holders = new ArrayList<Run>();
            for (var i = 1; i <= held; i++) {
              holders.add(older(i));
            }
            var decision =
                AdmissionDecision.decide(
                    OWN, claim(limit, overlap), slot(waiting, holders.toArray(Run[]::new)));
            var isFree = held < limit && waiting == 0;

            assertThat(decision.getClass())
                .as("%s, %d of %d held, %d waiting", overlap, held, limit, waiting)
                .isEqualTo(isFree ? Admit.class : whenFull(overlap));
            assertThat(decision.evidence())
                .startsWith(
                    "%d of %d places of etl held, %d waiting".formatted(held, limit, waiting));
          }
        }
      }
    }
  }

  private static Class<? extends AdmissionDecision> whenFull(Overlap overlap) {
    return switch (overlap) {
      case SKIP -> Skip.class;
      case QUEUE, ALLOW -> Wait.class;
      case REPLACE -> Replace.class;
    };
  }

  @Test
  void theOneThatReplacesCancelsEachOlderHolder() {
    var decision =
        AdmissionDecision.decide(OWN, claim(2, Overlap.REPLACE), slot(0, older(2), older(1)));

    assertThat(decision)
        .isEqualTo(
            new Replace(
                List.of(older(2).id(), older(1).id()),
                "2 of 2 places of etl held, 0 waiting, overlap is replace"));
  }

  @Test
  void theOneThatReplacesGivesWayToANewerHolder() {
    var claim = claim(2, Overlap.REPLACE);
    var slot = slot(0, older(1), newer(1));

    assertThat(AdmissionDecision.decide(OWN, claim, slot)).isInstanceOf(Skip.class);
    assertThat(AdmissionDecision.decideAgain(OWN, claim, slot)).isInstanceOf(Skip.class);
    assertThat(AdmissionDecision.decideAgain(OWN, claim, slot).evidence())
        .contains(newer(1).id().value());
  }

  @Test
  void ofTwoOpenedAtOneInstantTheGreaterIdIsNewer() {
    var one = SampleRun.of(JOB, "one", OPENED);
    var other = SampleRun.of(JOB, "other", OPENED);
    var first = one.id().compareTo(other.id()) < 0 ? one : other;
    var second = first.equals(one) ? other : one;

    assertThat(AdmissionDecision.decide(first, claim(1, Overlap.REPLACE), slot(0, second)))
        .isInstanceOf(Skip.class);
    assertThat(AdmissionDecision.decide(second, claim(1, Overlap.REPLACE), slot(0, first)))
        .isEqualTo(
            new Replace(
                List.of(first.id()), "1 of 1 places of etl held, 0 waiting, overlap is replace"));
  }

  @Test
  void whoWaitsAndDoesNotReplaceGoesOnWaiting() {
    for (var overlap : List.of(Overlap.SKIP, Overlap.QUEUE, Overlap.ALLOW)) {
      assertThat(AdmissionDecision.decideAgain(OWN, claim(1, overlap), slot(1, older(1), newer(1))))
          .isInstanceOf(Wait.class);
    }
  }

  @Test
  void aHolderNeverReplacesItself() {
    assertThat(AdmissionDecision.decideAgain(OWN, claim(1, Overlap.REPLACE), slot(0, OWN)))
        .isEqualTo(new Replace(List.of(), "1 of 1 places of etl held"));
  }

  /** The claim that a job's keys and its trigger's type lead to. */
  @Test
  void aJobsKeysAndTheTriggerDecideWhatIsClaimed() {
    for (var type : Trigger.Type.values()) {
      for (var overlap : overlaps()) {
        for (var concurrency : new int[] {0, 1, 5}) {
          var fields = new ArrayList<String>();
          if (overlap != null) {
            fields.add("'overlap': '" + overlap + "'");
          }
          if (concurrency > 0) {
            fields.add("'concurrency': " + concurrency);
          }
          var job = SampleJob.with(String.join(", ", fields));
          var trigger = new Trigger(type, OPENED, "id", ZoneOffset.UTC);
          var meant =
              overlap != null
                  ? overlap
                  : type == Trigger.Type.SCHEDULE ? Overlap.SKIP : Overlap.ALLOW;
          var expected =
              concurrency == 0 && meant == Overlap.ALLOW
                  ? Optional.empty()
                  : Optional.of(new SlotClaim("etl", concurrency == 0 ? 1 : concurrency, meant));

          assertThat(SlotClaim.of(job, trigger))
              .as("%s, %s, concurrency %d", type, overlap, concurrency)
              .isEqualTo(expected);
        }
      }
    }
  }

  private static List<@Nullable Overlap> overlaps() {
    var overlaps = new ArrayList<@Nullable Overlap>(Arrays.asList(Overlap.values()));
    overlaps.add(null);
    return overlaps;
  }

  @Test
  void aSlotKnowsWhoHoldsAPlaceAndHowManyWait() {
    var slot = Slot.empty("etl").withHolder(Place.of(OWN)).withHolder(Place.of(older(1)));

    assertThat(slot.isHeldBy(OWN.id())).isTrue();
    assertThat(slot.isHeldBy(newer(1).id())).isFalse();
    assertThat(slot.hasRoom(2)).isFalse();
    assertThat(slot.hasRoom(3)).isTrue();
    assertThat(slot.withoutHolder(OWN.id()))
        .isEqualTo(Slot.empty("etl").withHolder(Place.of(older(1))));
    assertThat(slot.withoutHolder(newer(1).id())).isEqualTo(slot);
    assertThat(slot.withWaiter().withoutWaiter()).isEqualTo(slot);
  }
}

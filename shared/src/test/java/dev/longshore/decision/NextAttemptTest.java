package dev.longshore.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.Capacity;
import dev.longshore.job.FargateSize;
import dev.longshore.job.Job;
import dev.longshore.job.SampleJob;
import dev.longshore.run.Outcome;
import dev.longshore.run.Overrides;
import dev.longshore.run.PastAttempt;
import dev.longshore.run.SampleRun;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NextAttemptTest {

  private static final Job PREFERS = SampleJob.smallest();
  private static final Job ONLY = SampleJob.with("'spot': 'ONLY'");
  private static final Job NEVER = SampleJob.with("'spot': 'NEVER'");

  private static Capacity capacity(Job job, List<PastAttempt> past) {
    return NextAttempt.after(past, job, Overrides.NONE).capacity();
  }

  private static FargateSize size(Job job, List<PastAttempt> past) {
    return NextAttempt.after(past, job, Overrides.NONE).size();
  }

  private static List<PastAttempt> times(int count, Outcome outcome) {
    var past = new ArrayList<PastAttempt>();
    for (var n = 1; n <= count; n++) {
      past.add(SampleRun.ended(n, outcome));
    }
    return past;
  }

  private static List<PastAttempt> refused(Capacity capacity, String reason) {
    return List.of(SampleRun.ended(1, capacity, Outcome.LAUNCH_FAILED, null, reason));
  }

  @Test
  void spotIsBoughtFirst() {
    assertThat(capacity(PREFERS, List.of())).isEqualTo(Capacity.SPOT);
    assertThat(capacity(ONLY, List.of())).isEqualTo(Capacity.SPOT);
    assertThat(capacity(NEVER, List.of())).isEqualTo(Capacity.ON_DEMAND);
  }

  @Test
  void afterAsManyInterruptionsAsTheJobBearsItIsOnDemand() {
    for (var bears = 0; bears <= 3; bears++) {
      for (var count = 0; count <= 4; count++) {
        var expected = count >= bears ? Capacity.ON_DEMAND : Capacity.SPOT;
        for (var outcome : List.of(Outcome.INTERRUPTED, Outcome.LOST)) {
          var past = times(count, outcome);

          assertThat(capacity(SampleJob.with("'onDemandAfter': " + bears), past))
              .isEqualTo(expected);
          assertThat(capacity(ONLY, past)).isEqualTo(Capacity.SPOT);
          assertThat(capacity(NEVER, past)).isEqualTo(Capacity.ON_DEMAND);
        }
      }
    }
  }

  @Test
  void nothingButInterruptionsCounts() {
    for (var outcome : Outcome.values()) {
      if (outcome != Outcome.INTERRUPTED && outcome != Outcome.LOST) {
        assertThat(capacity(PREFERS, times(5, outcome))).as("%s", outcome).isEqualTo(Capacity.SPOT);
      }
    }
  }

  @Test
  void anInterruptionThatDoesNotCountMovesNobody() {
    var past = times(2, Outcome.INTERRUPTED).stream().map(SampleRun::uncounted).toList();

    assertThat(capacity(PREFERS, past)).isEqualTo(Capacity.SPOT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Capacity is unavailable at this time. Please try again later or in a different"
            + " availability zone",
        "You\u2019ve reached the limit on the number of vCPUs you can run concurrently"
      })
  void whereSpotHasNoneToGiveItIsOnDemandForJobsThatTakeBoth(String reason) {
    assertThat(capacity(PREFERS, refused(Capacity.SPOT, reason))).isEqualTo(Capacity.ON_DEMAND);
    assertThat(capacity(ONLY, refused(Capacity.SPOT, reason))).isEqualTo(Capacity.SPOT);
    assertThat(capacity(PREFERS, refused(Capacity.ON_DEMAND, reason))).isEqualTo(Capacity.SPOT);
  }

  @Test
  void anyOtherRefusalStaysOnSpot() {
    assertThat(capacity(PREFERS, refused(Capacity.SPOT, "ClusterNotFoundException: no")))
        .isEqualTo(Capacity.SPOT);
  }

  @Test
  void thePersonWhoStartedTheRunHasTheLastWord() {
    for (var asked : Capacity.values()) {
      var overrides = new Overrides(new FargateSize(1024, 2048), List.of(), new TreeMap<>(), asked);
      for (var job : List.of(PREFERS, ONLY, NEVER)) {
        var next = NextAttempt.after(times(4, Outcome.INTERRUPTED), job, overrides);

        assertThat(next)
            .isEqualTo(new NextAttempt(asked, new FargateSize(1024, 2048), "asked for by the run"));
      }
    }
  }

  @Test
  void withoutACeilingTheSizeStays() {
    assertThat(size(PREFERS, times(1, Outcome.OUT_OF_MEMORY))).isEqualTo(FargateSize.DEFAULT);
  }

  @Test
  void memoryDoublesAfterItRanOutUpToTheCeilingAndThenStays() {
    var job = SampleJob.with("'memoryCeiling': 3072");
    var sizes = new ArrayList<FargateSize>();
    var past = new ArrayList<PastAttempt>();
    for (var n = 1; n <= 5; n++) {
      var next = size(job, past);
      sizes.add(next);
      past.add(withSize(SampleRun.ended(n, Outcome.OUT_OF_MEMORY), next));
    }

    assertThat(sizes).extracting(FargateSize::memory).containsExactly(512, 1024, 2048, 3072, 3072);
    assertThat(sizes).allMatch(FargateSize::isValid);
  }

  @Test
  void memoryThatWasGainedIsKept() {
    var job = SampleJob.with("'memoryCeiling': 4096");
    var grown = withSize(SampleRun.ended(2, Outcome.INTERRUPTED), new FargateSize(256, 1024));

    assertThat(size(job, List.of(SampleRun.ended(1, Outcome.OUT_OF_MEMORY), grown)))
        .isEqualTo(new FargateSize(256, 1024));
  }

  private static PastAttempt withSize(PastAttempt attempt, FargateSize size) {
    return SampleRun.with(attempt, size, attempt.bill());
  }

  @Test
  void theEvidenceHasTheNumbers() {
    assertThat(NextAttempt.after(times(2, Outcome.LOST), PREFERS, Overrides.NONE).evidence())
        .isEqualTo("2 interruptions, onDemandAfter is 2");
    assertThat(NextAttempt.after(times(1, Outcome.LOST), PREFERS, Overrides.NONE).evidence())
        .isEqualTo("1 of 2 interruptions before on-demand");
  }
}

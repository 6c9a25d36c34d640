package dev.longshore.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.admission.PaceLimit;
import dev.longshore.admission.Place;
import dev.longshore.job.JobCodec;
import dev.longshore.job.JobName;
import dev.longshore.job.Parameters;
import dev.longshore.run.Decision;
import dev.longshore.run.Overrides;
import dev.longshore.run.Run;
import dev.longshore.run.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private static final Instant NOON = Documents.NOON;
  private static final Duration LAG = Duration.ofMillis(50);

  private Instant now = NOON;
  private final Interrupted store = new Interrupted(new MemoryStore(() -> now, LAG));
  private final Ledger ledger = new Ledger(store);

  /** A store in which something may happen before each commit, and that counts what is asked. */
  private static final class Interrupted implements Store {

    private final Store store;
    private Runnable beforeCommit = () -> {};
    private int commits;
    private int gets;

    Interrupted(Store store) {
      this.store = store;
    }

    @Override
    public @Nullable Item get(Key key) {
      gets++;
      return store.get(key);
    }

    @Override
    public long take(Key counter, long floor, long step) {
      var before = beforeCommit;
      before.run();
      return store.take(counter, floor, step);
    }

    @Override
    public boolean commit(List<Write> writes) {
      commits++;
      var before = beforeCommit;
      before.run();
      return store.commit(writes);
    }

    @Override
    public List<Hit> query(Query query) {
      return store.query(query);
    }
  }

  @Test
  void aRunIsOpenedOnce() {
    var run = Documents.run("a");
    assertThat(ledger.find(run.id())).isEmpty();

    assertThat(ledger.open(run)).isTrue();
    assertThat(ledger.open(run)).isFalse();
    assertThat(ledger.open(decided(run, "later"))).isFalse();

    assertThat(ledger.find(run.id())).contains(new Stored<>(run, 1));
    assertThat(ledger.run(run.id())).isEqualTo(new Stored<>(run, 1));
  }

  @Test
  void aRunThatMustBeThereAndIsNotIsNamed() {
    var id = Documents.run("a").id();

    assertThatExceptionOfType(NoSuchRun.class)
        .isThrownBy(() -> ledger.run(id))
        .withMessage("there is no run " + id);
    assertThatExceptionOfType(NoSuchRun.class).isThrownBy(() -> ledger.update(id, run -> run));
  }

  @Test
  void aRunIsReplacedOnlyIfNobodyElseChangedIt() {
    var read = opened("a");

    assertThat(ledger.replace(read, decided(read.value(), "mine"))).isTrue();
    assertThat(ledger.replace(read, decided(read.value(), "yours"))).isFalse();

    assertThat(ledger.run(read.value().id()))
        .isEqualTo(new Stored<>(decided(read.value(), "mine"), 2));
  }

  @Test
  void aRunThatIsLeftAsItIsIsNotWritten() {
    var read = opened("a");
    var commits = store.commits;

    assertThat(ledger.replace(read, read.value())).isTrue();
    assertThat(ledger.update(read.value().id(), run -> run)).isEqualTo(read.value());

    assertThat(store.commits).isEqualTo(commits);
    assertThat(ledger.run(read.value().id()).version()).isEqualTo(1);
  }

  @Test
  void anUpdateIsTriedAgainOnWhatOthersMadeOfTheRun() {
    var id = opened("a").value().id();
    store.beforeCommit =
        () -> {
          store.beforeCommit = () -> {};
          var _ = new Ledger(store).update(id, run -> decided(run, "yours"));
        };

    var after = ledger.update(id, run -> decided(run, "mine"));

    assertThat(decisions(after)).containsExactly("yours", "mine");
    assertThat(ledger.run(id)).isEqualTo(new Stored<>(after, 3));
  }

  @Test
  void anUpdateGivesUpWhereOthersNeverRest() {
    var id = opened("a").value().id();
    var others = new int[1];
    var rival = new Ledger(store.store);
    store.beforeCommit = () -> rival.update(id, run -> decided(run, "yours " + others[0]++));
    store.commits = 0;

    assertThatExceptionOfType(LedgerContended.class)
        .isThrownBy(() -> ledger.update(id, run -> decided(run, "mine")))
        .withMessage("run %s kept changing; gave up after 50 tries", id);

    assertThat(store.commits).isEqualTo(50);
    assertThat(decisions(ledger.run(id).value())).hasSize(50).doesNotContain("mine");
  }

  @Test
  void anUpdateSucceedsAtItsLastTry() {
    var id = opened("a").value().id();
    var rival = new Ledger(store.store);
    store.commits = 0;
    store.beforeCommit =
        () -> {
          if (store.commits < 50) {
            var _ = rival.update(id, run -> decided(run, "yours " + store.commits));
          }
        };

    var _ = ledger.update(id, run -> decided(run, "mine"));

    assertThat(decisions(ledger.run(id).value())).hasSize(50).endsWith("mine");
  }

  @Test
  void whatGoesWrongInTheStoreIsNotTriedAgain() {
    var id = opened("a").value().id();
    var outage = new IllegalStateException("the disk is gone");
    store.commits = 0;
    store.beforeCommit =
        () -> {
          throw outage;
        };

    assertThatThrownBy(() -> ledger.update(id, run -> decided(run, "mine"))).isSameAs(outage);
    assertThat(store.commits).isEqualTo(1);
  }

  @Test
  void aJobIsRecordedOnceAndReadOnce() {
    var job = Documents.job("etl");
    var version = JobCodec.version(job);
    assertThatIllegalStateException()
        .isThrownBy(() -> ledger.job(version))
        .withMessage("the ledger does not hold job version " + version);

    ledger.recordJob(version, job);
    ledger.recordJob(version, job);
    var another = new Ledger(store);
    another.recordJob(version, job);
    assertThat(store.commits).isEqualTo(1);

    store.gets = 0;
    assertThat(ledger.job(version)).isEqualTo(job);
    var reader = new Ledger(store);
    assertThat(reader.job(version)).isEqualTo(job);
    assertThat(reader.job(version)).isEqualTo(job);
    assertThat(store.gets).isEqualTo(1);
  }

  @Test
  void thatAnotherRecordsTheJobAtTheSameTimeIsAsGood() {
    var job = Documents.job("etl");
    var version = JobCodec.version(job);
    store.beforeCommit =
        () -> {
          store.beforeCommit = () -> {};
          new Ledger(store).recordJob(version, job);
        };

    ledger.recordJob(version, job);

    assertThat(ledger.job(version)).isEqualTo(job);
    assertThat(new Ledger(store).job(version)).isEqualTo(job);
  }

  @Test
  void aSlotIsEmptyUntilSomebodyHoldsAPlace() {
    var run = opened("a");
    var before = ledger.slot("etl");
    assertThat(before.version()).isZero();
    assertThat(before.value().holders()).isEmpty();

    var after = before.value().withHolder(Place.of(run.value()));
    assertThat(ledger.transaction().putSlot(before, after).commit()).isTrue();
    assertThat(ledger.transaction().putSlot(before, after).commit()).isFalse();

    assertThat(ledger.slot("etl")).isEqualTo(new Stored<>(after, 1));
    assertThat(ledger.slot("other").version()).isZero();
  }

  @Test
  void aTransactionOfWhichOneItemHasChangedChangesNothing() {
    var run = opened("a");
    var slot = ledger.slot("etl");
    var held = slot.value().withHolder(Place.of(run.value()));
    var _ = ledger.update(run.value().id(), r -> decided(r, "yours"));

    var transaction =
        ledger
            .transaction()
            .put(run, decided(run.value(), "mine"))
            .putSlot(slot, held)
            .addWaiter("etl", run.value());

    assertThat(transaction.commit()).isFalse();
    assertThat(ledger.slot("etl")).isEqualTo(slot);
    now = now.plus(LAG);
    assertThat(ledger.waiters("etl", 10)).isEmpty();
  }

  @Test
  void waitersStandInTheOrderOfTheirOpening() {
    // At one instant, by their ids; and texts of times of other lengths do not mislead.
    var times =
        List.of(NOON.plusNanos(100_000_000), NOON, NOON.plusNanos(1), NOON, NOON.plusSeconds(1));
    var runs = new ArrayList<Run>();
    for (var i = 0; i < times.size(); i++) {
      var run = run("job", "r" + i, times.get(i));
      runs.add(run);
      assertThat(ledger.transaction().addWaiter("etl", run).commit()).isTrue();
    }
    assertThat(ledger.transaction().addWaiter("other", runs.getFirst()).commit()).isTrue();
    assertThat(ledger.waiters("etl", 10)).isEmpty();
    now = now.plus(LAG);
    var inOrder = runs.stream().map(Place::of).sorted().toList();

    assertThat(ledger.waiters("etl", 10)).isEqualTo(inOrder);
    assertThat(ledger.waiters("etl", 2)).isEqualTo(inOrder.subList(0, 2));

    var first = runs.stream().filter(run -> Place.of(run).equals(inOrder.getFirst())).findFirst();
    assertThat(ledger.transaction().removeWaiter("etl", first.orElseThrow()).commit()).isTrue();
    assertThat(ledger.transaction().removeWaiter("etl", first.orElseThrow()).commit()).isFalse();
    assertThat(ledger.waiters("etl", 10)).as("candidates only").isEqualTo(inOrder);
    now = now.plus(LAG);
    assertThat(ledger.waiters("etl", 10)).isEqualTo(inOrder.subList(1, 5));
  }

  @Test
  void placesInARateAreTakenOneAfterTheOther() {
    var limit = new PaceLimit("RunTask", 2, 10);

    assertThat(ledger.reserve(limit, NOON)).isEqualTo(NOON);
    assertThat(ledger.reserve(limit, NOON)).isEqualTo(NOON);
    assertThat(ledger.reserve(limit, NOON)).isEqualTo(NOON.plusMillis(100));
    assertThat(ledger.reserve(new PaceLimit("other", 1, 1), NOON)).isEqualTo(NOON);
    assertThat(ledger.reserve(limit, NOON.plusSeconds(1))).isEqualTo(NOON.plusSeconds(1));
  }

  @Test
  void noPlaceInARateIsTakenTwice() {
    var limit = new PaceLimit("RunTask", 1, 10);
    store.beforeCommit =
        () -> {
          store.beforeCommit = () -> {};
          assertThat(new Ledger(store).reserve(limit, NOON)).isEqualTo(NOON);
        };

    assertThat(ledger.reserve(limit, NOON)).isEqualTo(NOON.plusMillis(100));
  }

  @Test
  void theRightToSweepIsOneHoldersAtATime() {
    assertThat(ledger.sweepLease()).isEmpty();
    var mine = new Lease("me", NOON.plusSeconds(90), null);
    var yours = new Lease("you", NOON.plusSeconds(91), null);

    assertThat(ledger.putSweepLease(0, mine)).isTrue();
    assertThat(ledger.putSweepLease(0, yours)).isFalse();
    assertThat(ledger.sweepLease()).contains(new Stored<>(mine, 1));

    var renewed = new Lease("me", NOON.plusSeconds(120), "etl-x");
    assertThat(ledger.putSweepLease(1, renewed)).isTrue();
    assertThat(ledger.sweepLease()).contains(new Stored<>(renewed, 2));
  }

  @Test
  void openRunsAreReadPageByPageUntilTheyAreTold() {
    var runs = IntStream.range(0, 7).mapToObj(i -> opened("r" + i).value()).toList();
    assertThat(ledger.openRuns(null, 10)).isEmpty();
    now = now.plus(LAG);
    var ids = runs.stream().map(Run::id).sorted().toList();

    assertThat(ledger.openRuns(null, 10)).isEqualTo(ids);
    assertThat(ledger.openRuns(null, 3)).isEqualTo(ids.subList(0, 3));
    assertThat(ledger.openRuns(ids.get(2).value(), 3)).isEqualTo(ids.subList(3, 6));
    assertThat(ledger.openRuns(ids.get(5).value(), 3)).isEqualTo(ids.subList(6, 7));
    assertThat(ledger.openRuns(ids.get(6).value(), 3)).isEmpty();

    var _ = ledger.update(ids.get(3), Run::asTold);
    var _ = ledger.update(ids.get(4), run -> decided(run, "still open"));
    assertThat(ledger.openRuns(null, 10)).as("candidates only").isEqualTo(ids);
    now = now.plus(LAG);
    assertThat(ledger.openRuns(null, 10)).hasSize(6).doesNotContain(ids.get(3));
  }

  @Test
  void runsAreFoundByTheDayOfTheirOpeningTheLatestFirst() {
    var day = LocalDate.parse("2026-11-21");
    var midnight = Instant.parse("2026-11-22T00:00:00Z");
    var last = run("b", "last", midnight.minusNanos(1));
    var first = run("c", "first", Instant.parse("2026-11-21T00:00:00Z"));
    var next = run("a", "next", midnight);
    for (var run : List.of(last, next, first)) {
      assertThat(ledger.open(run)).isTrue();
    }
    var _ = ledger.update(first.id(), Run::asTold);
    now = now.plus(LAG);

    assertThat(ledger.runsOpenedOn(day, 10)).containsExactly(last.id(), first.id());
    assertThat(ledger.runsOpenedOn(day, 1)).containsExactly(last.id());
    assertThat(ledger.runsOpenedOn(day.plusDays(1), 10)).containsExactly(next.id());
    assertThat(ledger.runsOpenedOn(day.minusDays(1), 10)).isEmpty();
  }

  @Test
  void noUpdateIsLostHoweverTwoLedgersInterleave() {
    var seed = System.nanoTime();
    for (var story = 0; story < 300; story++) {
      assertNoUpdateLost(seed + story);
    }
  }

  /**
   * Two ledgers change few runs; whenever one is about to commit, the other may, to some depth,
   * change them first.
   */
  private static void assertNoUpdateLost(long seed) {
    var random = new Random(seed);
    var store = new Interrupted(new MemoryStore(() -> NOON, LAG));
    var ledgers = List.of(new Ledger(store), new Ledger(store));
    var runs = IntStream.range(0, 2).mapToObj(i -> Documents.run("r" + i)).toList();
    runs.forEach(run -> assertThat(ledgers.getFirst().open(run)).isTrue());
    var done = new ArrayList<List<String>>(List.of(new ArrayList<>(), new ArrayList<>()));
    var depth = new int[1];
    Runnable change =
        () -> {
          var which = random.nextInt(runs.size());
          var word = "change " + random.nextLong();
          var _ =
              ledgers
                  .get(random.nextInt(2))
                  .update(runs.get(which).id(), run -> decided(run, word));
          done.get(which).add(word);
        };
    store.beforeCommit =
        () -> {
          if (depth[0] < 4 && random.nextInt(3) == 0) {
            depth[0]++;
            change.run();
            depth[0]--;
          }
        };

    for (var i = 0; i < 20; i++) {
      change.run();
    }

    for (var which = 0; which < runs.size(); which++) {
      var run = ledgers.get(1).run(runs.get(which).id());
      assertThat(decisions(run.value()))
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(done.get(which));
      assertThat(run.version()).as("seed %d", seed).isEqualTo(1 + done.get(which).size());
    }
  }

  private Stored<Run> opened(String request) {
    var run = Documents.run(request);
    assertThat(ledger.open(run)).isTrue();
    return ledger.run(run.id());
  }

  private static Run run(String job, String request, Instant openedAt) {
    return Run.opened(
        new JobName(job),
        null,
        Trigger.person(request, NOON),
        Parameters.NONE,
        Overrides.NONE,
        null,
        openedAt);
  }

  private static Run decided(Run run, String word) {
    return run.with(run.member().decided(new Decision(NOON, word, "")));
  }

  private static List<String> decisions(Run run) {
    return run.member().decisions().stream().map(Decision::decision).toList();
  }
}

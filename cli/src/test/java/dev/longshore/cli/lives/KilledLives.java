package dev.longshore.cli.lives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.run.Run;
import dev.longshore.run.Trigger;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * One `up` after the other on the same folder: some are killed, and the last one is let be until
 * nothing is left to do. People and senders of messages ask all of them for runs.
 */
final class KilledLives {

  /** How often an `up` may be ended with a firing just under way. */
  private static final int LAST_LIVES_MAX = 10;

  private static final int MESSAGES = 4;

  /** About how long it takes to come up, and how long it then lives at most. */
  private static final int COMES_UP_MILLIS = 1_500;

  private static final int LIVES_MILLIS = 2_000;
  private static final int HALTED = 137;
  private static final Duration ASK_AGAIN = Duration.ofSeconds(3);
  private static final int LOOK_MILLIS = 100;

  private final Harbour harbour;
  private final boolean queued;
  private final LetterBox letters = new LetterBox();
  private final Set<String> accepted = new LinkedHashSet<>();
  private Duration upAgain = Duration.ZERO;

  private KilledLives(Harbour harbour, boolean queued) {
    this.harbour = harbour;
    this.queued = queued;
  }

  /** Lives with a job for each way of being triggered, less the queue. */
  static KilledLives in(Harbour harbour) {
    harbour
        .job("tick", 1, "plain, \"0\"", "schedule: { rate: 2m, missed: all }", "overlap: queue")
        .job("slow", 1, "stray, \"1.2\"")
        .job("flaky", 2, "once, \"0.2\"", "overlap: queue", "concurrency: 1");
    return new KilledLives(harbour, false);
  }

  /** The same with the queue. */
  static KilledLives withQueueIn(Harbour harbour) {
    var lives = in(harbour);
    harbour.job(
        "letter",
        1,
        "plain, \"0.2\"",
        "parameters: { n: { type: integer, required: true } }",
        "queue: { mode: message }",
        "overlap: queue",
        "concurrency: 2");
    return new KilledLives(lives.harbour, true);
  }

  Harbour harbour() {
    return harbour;
  }

  LetterBox letters() {
    return letters;
  }

  /** How long the last one took to come up. */
  Duration upAgain() {
    return upAgain;
  }

  /** The ids of the runs that an `up` has promised. */
  Set<String> accepted() {
    return accepted;
  }

  /** Lives until the call that it halts after, such as {@code 3:ecs:RunTask}. */
  void haltAfter(String call) throws InterruptedException {
    try (var up = harbour.up("--halt-after-call", call)) {
      if (up.comesUp()) {
        do {
          // Until there are so many calls.
          ask(up);
        } while (!up.hasEndedWithin(ASK_AGAIN));
      }
      assertThat(up.exitCode()).as("%s: it says %s", call, up.errors()).isEqualTo(HALTED);
    }
  }

  /** Lives until it is killed, at a random moment before or after it is up. */
  void killAtRandom(RandomGenerator random) throws InterruptedException {
    try (var up = harbour.up()) {
      if (random.nextInt(4) == 0) {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(COMES_UP_MILLIS));
      } else if (up.comesUp()) {
        var moment =
            System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(LIVES_MILLIS));
        var asking = Thread.ofVirtual().start(() -> ask(up));
        TimeUnit.NANOSECONDS.sleep(moment - System.nanoTime());
        up.kill();
        asking.join();
      }
      up.kill();
      up.exitCode();
    }
  }

  /** Asks it for runs, and keeps what it answers for, as long as it does. */
  void ask(CommandProcess up) {
    harbour.open("slow").ifPresent(accepted::add);
    harbour.open("flaky").ifPresent(accepted::add);
    if (queued) {
      try {
        up.said("letter  ").ifPresent(this::send);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void send(String url) {
    letters.send(url, MESSAGES);
    letters.sendPoison(url, "[" + letters.acknowledged().size() + "]");
    letters.send(url, MESSAGES);
  }

  /**
   * Lives until all that was promised has ended. Before that, nothing of an earlier life may be
   * alive once it is up.
   */
  void liveOn(String... options) throws InterruptedException {
    for (var n = 0; n < LAST_LIVES_MAX; n++) {
      var before = LivingTasks.of(harbour.folder());
      var started = System.nanoTime();
      try (var up = harbour.up(options)) {
        up.awaitUp();
        upAgain = Duration.ofNanos(System.nanoTime() - started);
        before.retainAll(LivingTasks.of(harbour.folder()));
        assertThat(before).as("tasks of an earlier life, once the next is up").isEmpty();
        if (n == 0) {
          ask(up);
        }
        awaitAll(up);
        up.terminate();
        assertThat(up.exitCode()).as("its exit code after SIGTERM").isEqualTo(Harbour.TERMINATED);
      }
      if (ledger().untold() == 0) {
        return;
      }
    }
    throw new AssertionError("each of %d lives left a run open".formatted(LAST_LIVES_MAX));
  }

  private void awaitAll(CommandProcess up) throws InterruptedException {
    var bound = System.nanoTime() + CommandProcess.PATIENCE.toNanos();
    var url = queued ? up.said("letter  ").orElseThrow() : "";
    while (ledger().untold() > 0
        || ledger().runs().stream().noneMatch(KilledLives::isScheduled)
        || !(url.isEmpty() || LetterBox.isEmpty(url))) {
      assertThat(System.nanoTime())
          .as(() ->
              "all end in time, but not "
                  + ledger().runs().stream().filter(run -> !run.isFinal()).map(Run::id).toList())
          .isLessThan(bound);
      up.requireAlive();
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    if (queued) {
      DeadLetterCheck.check(url, letters);
    }
  }

  private static boolean isScheduled(Run run) {
    return run.trigger().type() == Trigger.Type.SCHEDULE;
  }

  LedgerOf ledger() {
    return harbour.ledger();
  }
}

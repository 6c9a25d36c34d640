package dev.longshore.cli.lives;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills `longshore up` and lets the next one go on, again and again: at each of its named points,
 * and at random. To repeat what was random: {@code -Dkill.seed=} the number that it prints.
 */
@Tag("proof")
class KilledUpIT {

  private static final int RANDOM_KILLS = 30;

  /** How many are killed one after the other at most before one is let be. */
  private static final int KILLS_MAX = 5;

  /** One in so many folders has a queue, which costs as much as all else together. */
  private static final int QUEUED_ONE_IN = 5;

  /** How many folders live at once: they mostly wait. */
  private static final int AT_ONCE = 4;

  @TempDir static Path folder;

  private final LongshoreJvm jvm = LongshoreJvm.withArchive();
  private final long seed = Long.getLong("kill.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void afterEachNamedCallOfTheLedgerAndTheServicesTheNextOneGoesOn() throws Exception {
    var calls = calls(KilledLives.in(harbour("calls")));

    inChains("call", points(calls), KilledLives::in);
  }

  @Test
  void afterEachNamedCallOfTheQueuesTheNextOneGoesOn() throws Exception {
    var calls = calls(KilledLives.withQueueIn(harbour("queue-calls")));
    calls.removeIf(name -> !name.startsWith("sqs:"));

    inChains("queue-call", points(calls), KilledLives::withQueueIn);
  }

  @Test
  void killedAtAnyMomentTheNextOneGoesOn() throws Exception {
    var chains = new ArrayList<Callable<Void>>();
    for (var kills = 0; kills < RANDOM_KILLS; ) {
      var name = "random-" + chains.size();
      var queued = chains.size() % QUEUED_ONE_IN == 0;
      var some = random.nextInt(1, KILLS_MAX + 1);
      var moments = new Random(random.nextLong());
      kills += some;
      chains.add(() -> {
        var harbour = harbour(name);
        var lives = queued ? KilledLives.withQueueIn(harbour) : KilledLives.in(harbour);
        for (var kill = 0; kill < some; kill++) {
          lives.killAtRandom(moments);
        }
        return end(name + ", " + some + " kills", lives);
      });
    }
    carryOut(chains);
  }

  private Harbour harbour(String name) {
    return Harbour.in(folder.resolve(name), jvm);
  }

  /** The calls that an undisturbed life makes, in order. */
  private static List<String> calls(KilledLives lives) throws Exception {
    var file = lives.harbour().folder().resolve("calls");
    lives.liveOn("--list-calls", file.toString());
    LivesCheck.check(lives);
    return Files.readAllLines(file);
  }

  /** The first, middle and last call of each name. */
  private static List<String> points(List<String> calls) {
    return calls.stream()
        .collect(Collectors.groupingBy(name -> name, Collectors.counting()))
        .entrySet()
        .stream()
        .flatMap(call ->
            Stream.of(1L, (call.getValue() + 1) / 2, call.getValue())
                .distinct()
                .map(n -> n + ":" + call.getKey()))
        .sorted()
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private interface Making {
    KilledLives in(Harbour harbour);
  }

  /** Has a few lives end at a point each, one after the other, and then one go on. */
  private void inChains(String name, List<String> points, Making making) throws Exception {
    Collections.shuffle(points, random);
    var chains = new ArrayList<Callable<Void>>();
    IntStream.iterate(0, from -> from < points.size(), from -> from + KILLS_MAX)
        .forEach(from ->
            chains.add(() -> {
              var some = points.subList(from, Math.min(points.size(), from + KILLS_MAX));
              var lives = making.in(harbour(name + "-" + from));
              for (var point : some) {
                lives.haltAfter(point);
              }
              return end(name + "-" + from + " " + some, lives);
            }));
    carryOut(chains);
  }

  private static Void end(String what, KilledLives lives) throws InterruptedException {
    try {
      lives.liveOn();
      System.out.println(what + ": " + LivesCheck.check(lives));
      return null;
    } catch (AssertionError e) {
      throw new AssertionError(what + ": " + e.getMessage(), e);
    }
  }

  private void carryOut(List<Callable<Void>> chains) throws Exception {
    System.out.println("kill.seed " + seed);
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (var chain : threads.invokeAll(chains)) {
        chain.get();
      }
    }
  }
}

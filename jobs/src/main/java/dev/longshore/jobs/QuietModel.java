package dev.longshore.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/**
 * Estimates how sure the average rain of a day is, by drawing days again and again; it says nothing
 * until it is done. Told to hang, it says nothing and does nothing: from its log nobody could tell
 * the two apart.
 */
final class QuietModel {

  private static final long SEED = 20_120_101;

  private QuietModel() {}

  /** Arguments: the weather, {@code work} or {@code hang}, and for how many seconds. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments[1].equals("hang")) {
      // As of a server that never answers, with no time-out set.
      new CountDownLatch(1).await();
    }
    var rain = Day.read(Path.of(arguments[0])).stream().map(Day::rain).toList();
    var end = System.nanoTime() + Duration.ofSeconds(Long.parseLong(arguments[2])).toNanos();
    var random = new Random(SEED);
    var lowest = Double.MAX_VALUE;
    var highest = 0.0;
    var draws = 0;
    for (; System.nanoTime() < end; draws++) {
      var mean = drawnMean(rain, random);
      lowest = Math.min(lowest, mean);
      highest = Math.max(highest, mean);
    }
    System.out.println(
        "a day's rain lies between " + lowest + " and " + highest + " in " + draws + " draws");
  }

  /** The mean of as many values as there are, each drawn anew. */
  static double drawnMean(List<Integer> values, Random random) {
    var sum = 0L;
    for (var i = 0; i < values.size(); i++) {
      sum += values.get(random.nextInt(values.size()));
    }
    return (double) sum / values.size() / 10;
  }
}

package dev.longshore.simulation.cloud;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rates at which AWS takes calls by default, each a token bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html">ECS</a>
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Step
 *     Functions</a>
 */
final class ApiBuckets {

  private static final double MILLIS_A_SECOND = 1000;

  private final Map<String, Bucket> buckets = new HashMap<>();

  ApiBuckets() {
    add("ecs:RunTask", 20, 20);
    add("ecs:StopTask", 40, 40);
    add("ecs:DescribeTasks", 100, 20);
    add("ecs:ListTasks", 100, 20);
    add("states:StartExecution", 1_300, 300);
    add("states:SendTaskSuccess", 3_000, 500);
    add("states:DescribeExecution", 300, 15);
    add("events:PutEvents", 10_000, 10_000);
    add("ledger:commit", 4_000, 4_000);
    add("ledger:get", 12_000, 12_000);
  }

  private void add(String call, int burst, int perSecond) {
    buckets.put(call, new Bucket(burst, perSecond));
  }

  /** How full a bucket was for a call. */
  enum Taken {
    FREE,
    /** It held no more than one other token. */
    CROWDED,
    /** There was none left. */
    EMPTY
  }

  /** Takes a token for a call, if there is one. */
  Taken take(String call, Instant now) {
    var bucket = buckets.get(call);
    return bucket == null ? Taken.FREE : bucket.take(now);
  }

  private static final class Bucket {

    private final int burst;
    private final int perSecond;
    private double tokens;
    private @Nullable Instant filledAt;

    Bucket(int burst, int perSecond) {
      this.burst = burst;
      this.perSecond = perSecond;
      this.tokens = burst;
    }

    Taken take(Instant now) {
      if (filledAt != null) {
        var passed = Duration.between(filledAt, now).toMillis() / MILLIS_A_SECOND;
        tokens = Math.min(burst, tokens + passed * perSecond);
      }
      filledAt = now;
      if (tokens < 1) {
        return Taken.EMPTY;
      }
      tokens--;
      return tokens < 2 ? Taken.CROWDED : Taken.FREE;
    }
  }
}

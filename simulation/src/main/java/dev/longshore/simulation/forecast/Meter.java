package dev.longshore.simulation.forecast;

import dev.longshore.cost.Charge;
import dev.longshore.local.call.Calls;
import dev.longshore.local.lambda.Environments;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts what AWS would charge for: invocations and how long they take, calls, units of the ledger.
 *
 * <p>Mutable, and for one thread.
 */
final class Meter implements Calls, Environments {

  /** What an invocation takes beside its calls: assumed, for a warm function. */
  static final int MILLIS_OWN = 5;

  /** What a function's memory is taken to be; half a GB. */
  static final int MEMORY_MIB = 512;

  /** What an invocation is taken to log: Lambda's own three lines and one or two of ours. */
  static final int LOG_BYTES = 700;

  private static final String SWEEP = "SweepLedger";
  private static final String OPEN_SCHEDULED = "OpenScheduledRun";
  private static final BigDecimal MIB_MILLIS = BigDecimal.valueOf(1024 * 1000L);
  private static final BigDecimal GB = BigDecimal.valueOf(1_000_000_000);
  private static final BigDecimal HALF = new BigDecimal("0.5");

  private final InstantSource clock;
  private final Instant end;
  private @Nullable String function;
  private boolean isOn;
  private long invocations;
  private long millis;
  private long scheduled;
  private long events;
  private long queueRequests;
  private long writeUnits;
  private long halfReadUnits;

  /**
   * A meter that is off.
   *
   * @param end after which sweeps no longer count; those runs that are still open have theirs
   */
  Meter(InstantSource clock, Instant end) {
    this.clock = clock;
    this.end = end;
  }

  /** Begins to count: what came before is a deploy's. */
  void on() {
    isOn = true;
  }

  private boolean counts() {
    return isOn && !(SWEEP.equals(function) && !clock.instant().isBefore(end));
  }

  @Override
  public <O> O run(String name, Supplier<O> invocation) {
    var caller = function;
    function = name;
    if (counts()) {
      invocations++;
      millis += MILLIS_OWN;
      scheduled += name.equals(OPEN_SCHEDULED) ? 1 : 0;
    }
    try {
      return invocation.get();
    } finally {
      function = caller;
    }
  }

  @Override
  public <T> T make(String name, Supplier<T> call) {
    if (counts()) {
      if (function != null) {
        millis += millis(name);
      }
      events += name.equals("events:PutEvents") ? 1 : 0;
      // Who sends messages pays for that; dead letters are sent by a function of ours.
      var isOurs = function != null || !name.startsWith("sqs:SendMessage");
      queueRequests += name.startsWith("sqs:") && isOurs ? 1 : 0;
    }
    return call.get();
  }

  /** What a call usually takes from within a region: assumed, to the order of magnitude. */
  private static int millis(String call) {
    return switch (call) {
      case "ledger:get", "ledger:query" -> 5;
      case "ledger:commit" -> 10;
      case "ecs:RunTask" -> 300;
      case "ecs:StopTask", "ecs:ListTasks", "ecs:DescribeTasks" -> 100;
      default -> 30;
    };
  }

  void wrote(int units) {
    writeUnits += counts() ? units : 0;
  }

  void read(int halfUnits) {
    halfReadUnits += counts() ? halfUnits : 0;
  }

  /** Requests to queues that are made whether or not there are messages. */
  void polled(long requests) {
    queueRequests += requests;
  }

  /**
   * What there is to charge for.
   *
   * @param transitions that Step Functions counted
   */
  Map<Charge, BigDecimal> units(long transitions) {
    var units = new EnumMap<Charge, BigDecimal>(Charge.class);
    units.put(Charge.TRANSITIONS, BigDecimal.valueOf(transitions));
    units.put(Charge.INVOCATIONS, BigDecimal.valueOf(invocations));
    units.put(
        Charge.GB_SECONDS,
        BigDecimal.valueOf(millis).multiply(BigDecimal.valueOf(MEMORY_MIB)).divide(MIB_MILLIS));
    units.put(Charge.WRITE_UNITS, BigDecimal.valueOf(writeUnits));
    units.put(Charge.READ_UNITS, BigDecimal.valueOf(halfReadUnits).multiply(HALF));
    units.put(Charge.SCHEDULED_INVOCATIONS, BigDecimal.valueOf(scheduled));
    units.put(Charge.EVENTS, BigDecimal.valueOf(events));
    units.put(Charge.QUEUE_REQUESTS, BigDecimal.valueOf(queueRequests));
    units.put(Charge.LOG_GB, BigDecimal.valueOf(invocations * LOG_BYTES).divide(GB));
    return units;
  }
}

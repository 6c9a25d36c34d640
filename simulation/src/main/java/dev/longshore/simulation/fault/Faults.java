package dev.longshore.simulation.fault;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which faults there are.
 *
 * @param rates how many of its opportunities each takes; one that is missing takes none
 * @param script the only moments at which faults happen, by chance or not; null to leave it to
 *     chance
 */
public record Faults(Map<Fault, Double> rates, @Nullable SortedSet<Moment> script) {

  public Faults {
    var byFault = new EnumMap<Fault, Double>(Fault.class);
    byFault.putAll(rates);
    rates = Collections.unmodifiableMap(byFault);
  }

  /** A day on which nothing goes wrong. */
  public static Faults none() {
    return new Faults(new EnumMap<>(Fault.class), null);
  }

  /** Every fault, as often as leaves most runs a way to their end. */
  public static Faults all() {
    var rates = new EnumMap<Fault, Double>(Fault.class);
    for (var fault : Fault.values()) {
      rates.put(fault, usual(fault));
    }
    return new Faults(rates, null);
  }

  private static double usual(Fault fault) {
    return switch (fault) {
      case INTERRUPTION -> 1.0;
      case MASS_RECLAIM -> 0.1;
      case SPOT_DROUGHT -> 0.15;
      case ON_DEMAND_DROUGHT, VCPU_QUOTA -> 0.05;
      case ZONE_DROUGHT -> 0.04;
      case HOST_FAILURE -> 0.1;
      case OTHER_STOP_CODE -> 0.3;
      case NOTICE_MISSING -> 0.15;
      case LATE_SHORTAGE, NEVER_PLACED, NEVER_STARTS, SLOW_START -> 0.03;
      case RUN_TASK_REFUSED, TASKS_UNSEEN -> 0.02;
      case EXIT_CODE -> 0.1;
      case HANG -> 0.1;
      case OUT_OF_MEMORY, DEAF -> 0.05;
      case SILENT, ZERO_ON_TERM -> 0.2;
      case EXIT_CODE_LOST -> 0.05;
      case EVENT_LOST, EVENT_DELAYED, EVENT_DOUBLED -> 0.05;
      case HANDLER_KILLED, TIMED_OUT_BEFORE, TIMED_OUT_AFTER, THROTTLED -> 0.004;
      case LAMBDA_THROTTLED -> 0.01;
      case LAMBDA_DOWN, LEDGER_OUTAGE -> 0.05;
      case LAMBDA_DOWN_FOR_HOURS -> 0.003;
      case SAMPLES_LATE, SAMPLES_MISSING -> 0.02;
      case ABORTED_BY_HAND, STOPPED_BY_HAND -> 0.03;
      case REDRIVEN_BY_HAND -> 0.4;
      case UPGRADE -> 0.2;
      case CLOCK_SKEW -> 0.3;
      case INTERLEAVED -> 0.25;
      case DEPLOY -> 0.2;
      case TRIGGER_DOUBLED -> 0.1;
    };
  }

  public double rate(Fault fault) {
    return rates.getOrDefault(fault, 0.0);
  }

  /** The same with another rate of one fault. */
  public Faults with(Fault fault, double rate) {
    var changed = new EnumMap<Fault, Double>(Fault.class);
    changed.putAll(rates);
    changed.put(fault, rate);
    return new Faults(changed, script);
  }

  /** The same rates, but only these moments. */
  public Faults only(Collection<Moment> moments) {
    return new Faults(rates, Collections.unmodifiableSortedSet(new TreeSet<>(moments)));
  }
}

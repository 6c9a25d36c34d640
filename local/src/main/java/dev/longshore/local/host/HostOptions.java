package dev.longshore.local.host;

import dev.longshore.local.call.Calls;
import dev.longshore.local.ecs.CapacityMarket;
import dev.longshore.local.ecs.Lifecycle;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How a local Longshore is run.
 *
 * @param directory where the jobs' programs run
 * @param speed how many times faster than time its clock runs
 * @param market when Spot tasks are interrupted
 * @param environment of the person who runs it, from which PATH, HOME and the values of secrets are
 *     taken
 * @param calls what the calls of handlers go through
 * @param notes hears what is worth a line for the person
 * @param runtimes makes what tasks run on
 */
public record HostOptions(
    Path directory,
    double speed,
    Lifecycle lifecycle,
    CapacityMarket market,
    Map<String, String> environment,
    Calls calls,
    Consumer<String> notes,
    TaskRuntimes runtimes) {

  /** One whose tasks are processes. */
  public HostOptions(
      Path directory,
      double speed,
      Lifecycle lifecycle,
      CapacityMarket market,
      Map<String, String> environment,
      Calls calls,
      Consumer<String> notes) {
    this(directory, speed, lifecycle, market, environment, calls, notes, TaskRuntimes.PROCESSES);
  }

  /** On time's own clock, undisturbed. */
  public static HostOptions of(
      Path directory, Map<String, String> environment, Consumer<String> notes) {
    return new HostOptions(
        directory, 1, Lifecycle.INSTANT, CapacityMarket.CALM, environment, Calls.DIRECT, notes);
  }
}

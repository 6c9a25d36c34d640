package dev.longshore.simulation;

import dev.longshore.simulation.cloud.SimulatedCloud.Options.Shipped;
import dev.longshore.simulation.cloud.Trace;
import dev.longshore.simulation.fault.Faults;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Prints the stories of the seeds that it is given, in a JVM of its own. */
final class Storyteller {

  private Storyteller() {}

  public static void main(String[] seeds) {
    var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    var simulation = new Simulation(Shipped.read());
    for (var seed : seeds) {
      var played = simulation.play(Long.parseLong(seed), Faults.all(), Trace.to(out::println));
      out.println(played.moments());
      out.println(played.violations());
      out.println(played.counts());
    }
    out.flush();
  }
}

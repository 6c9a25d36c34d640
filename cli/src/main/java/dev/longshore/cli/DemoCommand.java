package dev.longshore.cli;

import dev.longshore.cli.demo.Demo;
import dev.longshore.cli.demo.DemoFolder;
import dev.longshore.cli.demo.DemoJobs;
import dev.longshore.cli.demo.Expectations;
import dev.longshore.job.Catalog;
import dev.longshore.local.call.Calls;
import dev.longshore.local.ecs.CapacityMarket;
import dev.longshore.local.ecs.Lifecycle;
import dev.longshore.local.host.HostOptions;
import dev.longshore.local.host.LocalHost;
import dev.longshore.local.process.DataLock;
import dev.longshore.local.process.DataLock.Held;
import dev.longshore.local.process.DataLock.Taken;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Command;

/** Plays the example jobs on the local cloud. */
@Command(
    name = "demo",
    description = {
      "Play the example jobs on this machine, and check what they come to.",
      "It ends by itself in about half a minute. Its data are in the folder demo of the data folder,"
          + " which it makes anew each time."
    })
final class DemoCommand extends Common {

  @Override
  public Integer call() throws InterruptedException {
    var jobs = DemoJobs.find(jobs(), System.getProperty("longshore.home"));
    var expectations = Expectations.read(jobs.expected());
    var jobFiles = new JobsOf(jobs.folder());
    var catalog = Catalog.of(DemoJobs.NAMES.stream().map(jobFiles::named).toList());
    var folder = DemoFolder.in(data());
    folder.checkOurs();
    return switch (DataLock.take(folder.path())) {
      case Held _ -> throw new BadInput("another demo is using %s".formatted(folder.path()));
      case Taken(var lock) -> {
        folder.makeAnew(jobs.folder());
        yield play(lock, folder, jobs, catalog, expectations);
      }
    };
  }

  private int play(
      DataLock lock, DemoFolder folder, DemoJobs jobs, Catalog catalog, Expectations expectations)
      throws InterruptedException {
    var host = new LocalHost(lock, folder.data(), catalog, options(folder));
    var demo = new Demo(terminal(), host, folder, jobs, catalog, expectations);
    // The host is closed first, so that an interrupt waits until no task is left.
    try (var _ = new Interrupt(demo::stop);
        host) {
      return demo.play(json()) ? Main.DONE : Main.FAILED;
    }
  }

  private HostOptions options(DemoFolder folder) {
    return new HostOptions(
        folder.path(),
        Demo.SPEED,
        Lifecycle.INSTANT,
        CapacityMarket.CALM,
        withOurJava(terminal().environment()),
        Calls.DIRECT,
        terminal()::note);
  }

  /** With the JDK that runs us first on the PATH, so that there is a java, and a new one. */
  private static Map<String, String> withOurJava(Map<String, String> environment) {
    var changed = new HashMap<>(environment);
    var ours = Path.of(System.getProperty("java.home"), "bin").toString();
    changed.merge("PATH", ours, (path, bin) -> bin + ":" + path);
    return changed;
  }
}

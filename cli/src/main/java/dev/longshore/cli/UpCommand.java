package dev.longshore.cli;

import dev.longshore.cli.control.ControlServer;
import dev.longshore.cli.text.Words;
import dev.longshore.job.Catalog;
import dev.longshore.job.Job;
import dev.longshore.local.data.DataFolder;
import dev.longshore.local.host.LocalHost;
import dev.longshore.local.process.DataLock;
import dev.longshore.local.process.DataLock.Held;
import dev.longshore.local.process.DataLock.Taken;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Longshore on this machine, with everything that starts runs. */
@Command(
    name = "up",
    description = {
      "Run jobs as their schedules fire and their messages arrive, until Ctrl-C.",
      "What was accepted is in the data folder: runs that were open when `longshore up` ended, in"
          + " whatever way, go on with the next one."
    })
final class UpCommand extends Common {

  private static final int PORT_MAX = 65_535;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "End after so long on the jobs' clock, such as 90s or 8h.")
  private @Nullable String span;

  @Option(
      names = "--queue-port",
      paramLabel = "PORT",
      defaultValue = "9324",
      description =
          "Where the queues of jobs speak SQS on 127.0.0.1; 0 for any free port"
              + " (${DEFAULT-VALUE}).")
  private int queuePort = 9324;

  @Mixin private final LocalOptions local = new LocalOptions();

  private volatile boolean over;

  @Override
  public Integer call() throws InterruptedException {
    var jobFiles = new JobsOf(jobs());
    var catalog = jobFiles.all();
    if (queuePort < 0 || queuePort > PORT_MAX) {
      throw new BadInput(
          "--queue-port must lie between 0 and %d, not %d".formatted(PORT_MAX, queuePort));
    }
    var end = Optional.ofNullable(span).map(text -> LocalOptions.duration("--for", text));
    var options = local.host(jobFiles, terminal());
    var data = new DataFolder(data());
    var host = new LocalHost(lock(data), data, catalog, options);
    // An interrupt waits for all that is closed within.
    try (var _ = new Interrupt(() -> finish(host));
        host;
        var _ = ControlServer.start(data.control(), new HostControl(host))) {
      serve(host, catalog, end);
    }
    return Main.DONE;
  }

  private static DataLock lock(DataFolder data) {
    return switch (DataLock.take(data.path())) {
      case Taken(var lock) -> lock;
      case Held(var process) ->
          throw new BadInput(
              "%s is in use by process %s; end that one, or name another folder with --data"
                  .formatted(
                      data.path(),
                      process.isPresent() ? String.valueOf(process.getAsLong()) : "?"));
    };
  }

  private void serve(LocalHost host, Catalog catalog, Optional<Duration> span) {
    var report = new UpReport(terminal(), json(), host);
    var recovered = host.takeUp(queuePort);
    greet(host, catalog, recovered.size());
    span.ifPresent(after -> {
      var _ = host.loop().at(host.loop().instant().plus(after), () -> finish(host));
    });
    report.start();
    host.run(() -> over);
    report.end();
  }

  private void finish(LocalHost host) {
    over = true;
    host.loop().wake();
  }

  private void greet(LocalHost host, Catalog catalog, int recovered) {
    var jobs = catalog.jobs().values();
    terminal().note("%,d jobs of %s are up; Ctrl-C ends this".formatted(jobs.size(), jobs()));
    next(jobs.stream(), host.loop().instant())
        .ifPresent(next ->
            terminal()
                .note("  next    %s  %s".formatted(Words.time(next.at().toInstant()), next.job())));
    host.queues()
        .ifPresent(queues ->
            queues.urls().forEach((job, url) -> terminal().note("  queue   " + job + "  " + url)));
    if (recovered > 0) {
      terminal().note("  %,d runs that were open go on".formatted(recovered));
    }
  }

  private record Next(String job, ZonedDateTime at) {}

  /** The first firing of any schedule. */
  private static Optional<Next> next(Stream<Job> jobs, Instant now) {
    return jobs.flatMap(job ->
            job.schedules().stream()
                .flatMap(schedule -> schedule.next(now).stream())
                .map(at -> new Next(job.name().value(), at)))
        .min(Comparator.comparing(next -> next.at().toInstant()));
  }
}

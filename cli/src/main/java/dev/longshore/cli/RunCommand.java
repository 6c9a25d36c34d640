package dev.longshore.cli;

import dev.longshore.cli.control.ControlClient;
import dev.longshore.cli.control.RunWish;
import dev.longshore.job.Catalog;
import dev.longshore.job.Job;
import dev.longshore.local.data.DataFolder;
import dev.longshore.local.host.HostOptions;
import dev.longshore.local.host.LocalHost;
import dev.longshore.local.process.DataLock;
import dev.longshore.local.process.DataLock.Held;
import dev.longshore.local.process.DataLock.Taken;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a job now: by the `up` of the data folder, or alone. */
@Command(
    name = "run",
    description = {
      "Run a job now.",
      "Without a `longshore up` it runs here, shows what the job prints, and ends with it. Ctrl-C"
          + " cancels the run.",
      "Exit code 0 if it SUCCEEDED or was SKIPPED, 1 if it ended otherwise, 130 after Ctrl-C."
    },
    footer = {
      "",
      "Examples:",
      "  longshore run nightly --param date=2026-11-21",
      "  longshore run nightly --cpu 1024 --memory 4096 --capacity on_demand",
      "  longshore run load --each parameters.jsonl --json",
      "  longshore run nightly --stack prod --wait"
    })
final class RunCommand extends Common {

  private static final Duration POLL = Duration.ofMillis(100);

  @Parameters(paramLabel = "JOB", description = "The job's name.")
  private String job = "";

  @Mixin private final RunOptions options = new RunOptions();

  @Option(
      names = "--each",
      paramLabel = "FILE",
      description =
          "One run for each line of a file (- for standard input), a JSON object of parameters.")
  private @Nullable String each;

  @Option(
      names = "--wait",
      description = "Wait for the end, also where `longshore up` or a stack carries it out.")
  private boolean waits;

  @Mixin private final LocalOptions local = new LocalOptions();

  @Mixin private final StackOption stack = new StackOption();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    var jobFiles = new JobsOf(jobs());
    var definition = jobFiles.named(job);
    var wishes =
        each == null
            ? List.of(options.wish(definition))
            : ParameterLines.read(each, options, definition);
    if (stack.isNamed()) {
      refuseLocalOptions();
    }
    if (stack.runs(data()) instanceof RunsOfStack(var deployed)) {
      return new RunsByStack(terminal(), json(), deployed).run(definition, wishes, waits);
    }
    var host = local.host(jobFiles, terminal());
    var data = new DataFolder(data());
    var said = false;
    while (true) {
      switch (DataLock.take(data.path())) {
        case Taken(var lock) -> {
          return alone(lock, data, host, definition, wishes);
        }
        case Held(var process) -> {
          var up = ControlClient.connect(data.control());
          if (up.isPresent()) {
            try (var client = up.get()) {
              return new RunsByUp(terminal(), json(), data, client).run(wishes, waits);
            }
          }
          if (!said) {
            terminal()
                .note(
                    "waiting for process %s, which uses %s".formatted(name(process), data.path()));
            said = true;
          }
          Thread.sleep(POLL);
        }
      }
    }
  }

  private void refuseLocalOptions() {
    LocalOptions.given(spec.commandLine().getParseResult())
        .ifPresent(option -> {
          throw new BadInput(
              "%s is of the local cloud, and %s is AWS: leave one of both"
                  .formatted(option, StackOption.NAME));
        });
  }

  private int alone(
      DataLock lock, DataFolder data, HostOptions behaviour, Job definition, List<RunWish> wishes)
      throws InterruptedException {
    try (var host = new LocalHost(lock, data, Catalog.of(List.of(definition)), behaviour)) {
      return new AloneRuns(terminal(), json(), host, data, definition, wishes).run();
    }
  }

  private static String name(OptionalLong process) {
    return process.isPresent() ? String.valueOf(process.getAsLong()) : "?";
  }
}

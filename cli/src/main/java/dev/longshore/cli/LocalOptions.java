package dev.longshore.cli;

import dev.longshore.cli.text.Terminal;
import dev.longshore.local.call.Calls;
import dev.longshore.local.docker.DockerRuntime;
import dev.longshore.local.ecs.CapacityMarket;
import dev.longshore.local.ecs.Lifecycle;
import dev.longshore.local.host.HostOptions;
import dev.longshore.local.host.TaskRuntimes;
import dev.longshore.run.AttemptKey;
import dev.longshore.schedule.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** How the local cloud is to behave. */
final class LocalOptions {

  /** Faster than this, a minute's sweep would come every few milliseconds. */
  static final double SPEED_MAX = 10_000;

  private static final double INTERRUPTIONS_MAX = 3600;

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many times faster than time the clock of schedules, time-outs and bills runs (1).")
  private double speed = 1;

  @Option(
      names = "--lifecycle",
      paramLabel = "instant|realistic",
      defaultValue = "instant",
      description = "Whether tasks take as long as on Fargate to come up and to be gone (instant).")
  private String lifecycle = "instant";

  @Option(
      names = "--interruptions",
      paramLabel = "RATE",
      defaultValue = "0",
      description = "How often Spot tasks are interrupted: times an hour of a task (0).")
  private double interruptions;

  @Option(
      names = "--interrupt-after",
      paramLabel = "DURATION",
      description = "Interrupt the first attempt of each run on Spot, so long after its start.")
  private @Nullable String interruptAfter;

  @Option(
      names = "--runtime",
      paramLabel = "process|docker",
      defaultValue = "process",
      description =
          "What tasks are: processes of this machine, which run the command and heed no image, or"
              + " containers of a Docker engine (process).")
  private String runtime = "process";

  @Option(names = "--halt-after-call", hidden = true, paramLabel = "N[:NAME]")
  private @Nullable String haltAfterCall;

  @Option(names = "--list-calls", hidden = true, paramLabel = "FILE")
  private @Nullable Path listCalls;

  /** One of these options that a command line has, if it has one. */
  static Optional<String> given(ParseResult line) {
    return Stream.of("--speed", "--lifecycle", "--interruptions", "--interrupt-after", "--runtime")
        .filter(line::hasMatchedOption)
        .findFirst();
  }

  /** The options of a host. */
  HostOptions host(JobsOf jobs, Terminal terminal) {
    return new HostOptions(
        jobs.directory(),
        speed(),
        lifecycle(),
        market(),
        terminal.environment(),
        calls(),
        terminal::note,
        runtimes());
  }

  /** What tasks run on. */
  TaskRuntimes runtimes() {
    return switch (runtime) {
      case "process" -> TaskRuntimes.PROCESSES;
      // Its classes are not loaded before somebody wants them.
      case "docker" -> (_, data, notes) -> DockerRuntime.start(data.stack(), notes);
      default -> throw new BadInput("--runtime is process or docker, not " + runtime);
    };
  }

  private Calls calls() {
    var calls = haltAfterCall == null ? Calls.DIRECT : HaltingCalls.parse(haltAfterCall);
    return listCalls == null ? calls : new ListedCalls(listCalls, calls);
  }

  double speed() {
    if (!(speed > 0 && speed <= SPEED_MAX)) {
      throw new BadInput(
          "--speed must lie above 0 and up to %,.0f, not %s".formatted(SPEED_MAX, speed));
    }
    return speed;
  }

  Lifecycle lifecycle() {
    return switch (lifecycle) {
      case "instant" -> Lifecycle.INSTANT;
      case "realistic" -> Lifecycle.REALISTIC;
      default -> throw new BadInput("--lifecycle is instant or realistic, not " + lifecycle);
    };
  }

  CapacityMarket market() {
    if (!(interruptions >= 0 && interruptions <= INTERRUPTIONS_MAX)) {
      throw new BadInput(
          "--interruptions must lie between 0 and %,.0f, not %s"
              .formatted(INTERRUPTIONS_MAX, interruptions));
    }
    if (interruptAfter == null) {
      return CapacityMarket.interrupting(interruptions);
    }
    var after = duration("--interrupt-after", interruptAfter);
    return (startedBy, _) ->
        // A task that is no attempt of ours, as only a served ECS has them, is its own first one.
        AttemptKey.parse(startedBy).filter(key -> key.n() != 1).isPresent()
            ? Optional.empty()
            : Optional.of(after);
  }

  static Duration duration(String option, String text) {
    try {
      return Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw new BadInput("%s: %s".formatted(option, e.getMessage()));
    }
  }
}

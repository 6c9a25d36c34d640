package dev.longshore.cli;

import dev.longshore.cli.check.TrialRun;
import dev.longshore.job.Job;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has a deployed stack carry out a run that does nothing, and looks at what became of it. */
@Command(
    name = "smoke",
    description = {
      "Have a deployed stack carry out a run that does nothing, and look at what became of it.",
      "It is a run of the smallest job that takes no place from others, with the command `true` in"
          + " place of its own, on demand. Exit code 0 if the stack has carried it out, from the"
          + " image to the ledger, else 1."
    },
    footer = {
      "",
      "Examples:",
      "  longshore smoke --stack prod",
      "  longshore smoke hello --stack prod --command /bin/hello --timeout 5m"
    })
final class SmokeCommand extends Common {

  private static final Duration TIMEOUT_MIN = Duration.ofMinutes(1);
  private static final Duration TIMEOUT_MAX = Duration.ofHours(1);

  @Parameters(paramLabel = "JOB", arity = "0..1", description = "The job to try.")
  private @Nullable String job;

  @Option(
      names = "--command",
      paramLabel = "ARG",
      description = "What to run in place of `true`: once for each argument.")
  private List<String> command = List.of("true");

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "15m",
      description = "How long to wait for its end, 1m to 1h (${DEFAULT-VALUE}).")
  private String timeout = "15m";

  @Mixin private final StackOption stack = new StackOption();

  @Override
  public Integer call() throws InterruptedException {
    var patience = patience();
    if (!(stack.required("smoke") instanceof RunsOfStack(var deployed))) {
      throw new IllegalStateException("a stack that is named is a stack");
    }
    return new StackTrial(terminal(), json(), deployed).of(chosen(), command, patience);
  }

  private Duration patience() {
    var patience = LocalOptions.duration("--timeout", timeout);
    if (patience.compareTo(TIMEOUT_MIN) < 0 || patience.compareTo(TIMEOUT_MAX) > 0) {
      throw new BadInput("--timeout lies between 1m and 1h, not " + timeout);
    }
    return patience;
  }

  private Job chosen() {
    var files = new JobsOf(jobs());
    return job != null
        ? files.named(job)
        : TrialRun.job(files.all())
            .orElseThrow(() ->
                new BadInput(
                    "each job in %s needs parameters or may take a place from others: name the one to try"
                        .formatted(jobs())));
  }
}

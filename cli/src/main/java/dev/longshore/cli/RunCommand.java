package dev.longshore.cli;

import dev.longshore.job.Catalog;
import dev.longshore.job.Job;
import dev.longshore.job.JobName;
import dev.longshore.job.Parameters;
import dev.longshore.jobfile.JobFiles;
import dev.longshore.jobfile.Reading.Accepted;
import dev.longshore.jobfile.Reading.Refused;
import dev.longshore.local.data.DataFolder;
import dev.longshore.local.host.HostOptions;
import dev.longshore.local.host.LocalHost;
import dev.longshore.local.process.DataLock;
import dev.longshore.orchestration.OpenRequest;
import dev.longshore.orchestration.RunOpener;
import dev.longshore.report.RunRecord;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import dev.longshore.run.Trigger;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a job now. */
@Command(name = "run", description = "Run a job now.")
final class RunCommand extends Common {

  @CommandLine.Parameters(paramLabel = "JOB", description = "The job's name.")
  private String job = "";

  @Option(names = "--param", paramLabel = "NAME=VALUE", description = "A parameter of the job.")
  private Map<String, String> params = new LinkedHashMap<>();

  @Override
  public Integer call() throws InterruptedException {
    var definition = definition();
    var data = new DataFolder(data());
    return switch (DataLock.take(data.path())) {
      case DataLock.Taken(var lock) -> alone(lock, data, definition);
      case DataLock.Held _ -> throw new BadInput("held");
    };
  }

  private Job definition() {
    return switch (new JobFiles().readJob(jobs(), new JobName(job))) {
      case Accepted<Job>(var found) -> found;
      case Refused<Job>(var complaints) ->
          throw new BadInput(
              complaints.stream().map(Object::toString).collect(Collectors.joining("\n")));
    };
  }

  private int alone(DataLock lock, DataFolder data, Job definition) throws InterruptedException {
    var directory =
        Objects.requireNonNullElse(jobs().toAbsolutePath().normalize().getParent(), Path.of("/"));
    var options = HostOptions.of(directory, terminal().environment(), terminal()::note);
    try (var host = new LocalHost(lock, data, Catalog.of(List.of(definition)), options)) {
      var trigger = Trigger.person(UUID.randomUUID().toString(), host.loop().instant());
      var request =
          OpenRequest.of(
              definition.name(), trigger, Parameters.read(definition.parameters(), params));
      var id =
          switch (host.cloud().opener().open(request)) {
            case RunOpener.Opened(var run) -> run;
            case RunOpener.AlreadyOpen(var run) -> run;
            case RunOpener.Refused(var reason) -> throw new BadInput(reason);
          };
      host.run(() -> run(host, id).told() && host.cloud().stepFunctions().running() == 0);
      var run = run(host, id);
      if (json()) {
        terminal().printJson(RunRecord.of(run));
      }
      return run.state().isFailure() ? Main.FAILED : Main.DONE;
    }
  }

  private static Run run(LocalHost host, RunId id) {
    return host.cloud().ledger().run(id).value();
  }
}

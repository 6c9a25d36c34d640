package dev.longshore.orchestration;

import dev.longshore.decision.NextAttempt;
import dev.longshore.job.Catalog;
import dev.longshore.job.Job;
import dev.longshore.job.JobCodec;
import dev.longshore.job.JobVersion;
import dev.longshore.job.Parameters;
import dev.longshore.job.Parameters.Bound;
import dev.longshore.ledger.Ledger;
import dev.longshore.run.Decision;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens runs. Once {@link #open} has answered other than by an exception, the trigger may be
 * forgotten: its run is in the ledger and its execution was started. Opening a trigger again opens
 * no second run.
 */
public final class RunOpener {

  /** An attempt's number of the most digits, to measure requests with. */
  private static final int LONGEST_ATTEMPT = 999;

  private static final Logger LOG = LoggerFactory.getLogger(RunOpener.class);

  private final Catalog catalog;
  private final Ledger ledger;
  private final Executions executions;
  private final TaskRequests requests;
  private final InstantSource clock;
  private final Map<Job, JobVersion> versions = new ConcurrentHashMap<>();

  public RunOpener(
      Catalog catalog,
      Ledger ledger,
      Executions executions,
      Settings settings,
      InstantSource clock) {
    this.catalog = catalog;
    this.ledger = ledger;
    this.executions = executions;
    this.requests = new TaskRequests(settings);
    this.clock = clock;
  }

  /** What became of a wish to open a run. */
  public sealed interface Opening {}

  public record Opened(RunId run) implements Opening {}

  public record AlreadyOpen(RunId run) implements Opening {}

  /** No run was opened, and none will be, however often the trigger comes. */
  public record Refused(String reason) implements Opening {}

  public Opening open(OpenRequest request) {
    var job = catalog.find(request.job());
    if (job.isEmpty()) {
      return new Refused("there is no job " + request.job());
    }
    return switch (Parameters.bind(job.get().parameters(), request.parameters())) {
      case Parameters.Refused(var reason) -> new Refused(reason);
      case Bound(var parameters) -> open(request, job.get(), parameters);
    };
  }

  /**
   * Records a run that was {@link Refused}, to end as REJECTED: its trigger was accepted before, as
   * a schedule is, so that somebody looks for its run.
   */
  public Opening openRejected(OpenRequest request, String reason) {
    var run = opened(request, null, new Parameters(request.parameters()));
    var refusal = new Decision(clock.instant(), "refused", reason);
    return start(run.with(run.member().decided(refusal)));
  }

  private Opening open(OpenRequest request, Job job, Parameters parameters) {
    var missing = TaskRequests.missingParameters(job, parameters);
    if (!missing.isEmpty()) {
      return new Refused("the job's templates need the parameters " + String.join(", ", missing));
    }
    var version = versions.computeIfAbsent(job, JobCodec::version);
    var run = opened(request, version, parameters);
    var next = NextAttempt.after(List.of(), job, run.overrides());
    var length =
        TaskRequests.overridesLength(requests.write(run, job, version, LONGEST_ATTEMPT, next));
    if (length > TaskRequests.OVERRIDES_MAX) {
      return new Refused(
          "with these parameters the task's overrides have %,d characters, and ECS takes %,d: pass a reference to the data"
              .formatted(length, TaskRequests.OVERRIDES_MAX));
    }
    ledger.recordJob(version, job);
    return start(run);
  }

  private Run opened(OpenRequest request, @Nullable JobVersion version, Parameters parameters) {
    return Run.opened(
        request.job(),
        version,
        request.trigger(),
        parameters,
        request.overrides(),
        request.rerunOf(),
        clock.instant());
  }

  private Opening start(Run run) {
    var isNew = ledger.open(run);
    // Also if it was recorded before: whoever did may have died here.
    var _ = executions.start(run.id());
    LOG.atInfo().addKeyValue("run", run.id()).addKeyValue("new", isNew).log("run opened");
    return isNew ? new Opened(run.id()) : new AlreadyOpen(run.id());
  }
}

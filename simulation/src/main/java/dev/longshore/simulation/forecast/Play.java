package dev.longshore.simulation.forecast;

import dev.longshore.aws.Deployment;
import dev.longshore.job.Capacity;
import dev.longshore.job.Catalog;
import dev.longshore.job.JobCodec;
import dev.longshore.job.JobName;
import dev.longshore.ledger.MemoryStore;
import dev.longshore.local.CloudParts;
import dev.longshore.local.LocalCloud;
import dev.longshore.local.ecs.Lifecycle;
import dev.longshore.local.ecs.SimulatedEcs;
import dev.longshore.local.loop.VirtualLoop;
import dev.longshore.local.runtime.Script;
import dev.longshore.local.runtime.ScriptedRuntime;
import dev.longshore.local.runtime.TaskSpec;
import dev.longshore.local.sqs.SimulatedSqs;
import dev.longshore.orchestration.Settings;
import dev.longshore.run.AttemptKey;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * Plays one variant: the shipped handlers and the shipped state machine on simulated services in
 * virtual time, as they are deployed.
 */
final class Play {

  /** How long it is waited for runs that are open when no more triggers come. */
  static final Duration PATIENCE = Duration.ofDays(15);

  private static final String STACK = "forecast";
  private static final String ACCOUNT = "000000000000";
  private static final String CLUSTER = "longshore";
  private static final Duration INDEX_LAG = Duration.ofMillis(50);
  private static final Duration STOP_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration STOP_TIMEOUT_MIN = Duration.ofSeconds(2);

  private final Setting setting;
  private final Variant variant;
  private final AtomicLong progress;
  private final Chance chance;
  private final VirtualLoop loop;
  private final Meter meter;
  private final TaskLog tasks = new TaskLog();
  private final Deployment deployment;
  private final LocalCloud cloud;
  private final Catalog catalog;
  private final Map<JobName, JobTally> tallies = new TreeMap<>();
  private final Set<RunId> open = new HashSet<>();

  /**
   * A play that is to begin.
   *
   * @param progress how many runs have ended, for others to look at
   */
  Play(Setting setting, Variant variant, AtomicLong progress) {
    this.setting = setting;
    this.variant = variant;
    this.progress = progress;
    this.chance = new Chance(setting.seed());
    // A moment before, so that what fires at the beginning does.
    this.loop = new VirtualLoop(setting.from().minusMillis(1));
    this.meter = new Meter(loop, setting.end());
    this.deployment = deployment();
    this.catalog =
        Catalog.of(variant.catalog().jobs().values().stream().map(JobEdit::playable).toList());
    this.cloud = new LocalCloud(parts());
    for (var job : variant.catalog().jobs().values()) {
      tallies.put(job.name(), new JobTally(job, setting.plan(job.name())));
    }
  }

  private Deployment deployment() {
    var settings =
        new Settings(
            STACK,
            List.of(),
            "checkpoints",
            setting.billing(),
            Settings.AWS_CALLS,
            Settings.AWS_LAUNCHES);
    return new Deployment(
        settings,
        CLUSTER,
        "arn:aws:states:%s:%s:stateMachine:longshore-run"
            .formatted(setting.billing().region(), ACCOUNT),
        "default",
        "ls-",
        List.of());
  }

  private CloudParts parts() {
    var store = new MeteredStore(new MemoryStore(loop, INDEX_LAG), loop, meter);
    var market =
        new SpotMarket(
            loop,
            setting.interruptions(),
            setting.droughts(),
            chance,
            setting.end().plus(PATIENCE));
    return new CloudParts(
        loop,
        store,
        catalog,
        deployment,
        LocalCloud.shippedStateMachine(),
        new SimulatedEcs.Options(
            CLUSTER,
            ACCOUNT,
            setting.billing().region(),
            Lifecycle.REALISTIC,
            market,
            STOP_TIMEOUT,
            STOP_TIMEOUT_MIN,
            Integer.MAX_VALUE),
        new ScriptedRuntime(loop, this::script),
        (id, startedBy, _, environment) ->
            new TaskSpec(id, List.of(startedBy), environment, Path.of("."), Path.of("log")),
        chance.of("cloud", ""),
        meter,
        tasks,
        false,
        UnaryOperator.identity(),
        meter,
        UnaryOperator.identity());
  }

  /** What the task of an attempt does: each attempt of a run does the same work from its start. */
  private Script script(TaskSpec spec) {
    var key = AttemptKey.parse(spec.command().getFirst()).orElseThrow();
    var run = key.run();
    var plan = setting.plan(run.job());
    var work = plan.work().draw(chance.of("work", run.value()));
    var fails = chance.of("failure", run + "/" + key.n()).nextDouble() < plan.failureRate();
    return Script.exits(fails ? failure(run.job()) : 0, work);
  }

  /** An exit code of a failure; one that is worth another try, where the job names some. */
  private int failure(JobName job) {
    return Objects.requireNonNull(catalog.jobs().get(job)).retry().retryExitCodes().stream()
        .filter(code -> code != 0)
        .min(Integer::compare)
        .orElse(1);
  }

  /** Plays it to its end. */
  Prediction run() {
    catalog.jobs().values().forEach(job -> cloud.ledger().recordJob(JobCodec.version(job), job));
    cloud.onRunChange(this::changed);
    cloud.startSweeping();
    var sqs =
        new SimulatedSqs(
            loop, ACCOUNT, setting.billing().region(), meter, chance.of("messages", ""));
    new Triggers(setting, loop, cloud, deployment, sqs, chance).start(catalog);
    meter.on();
    var last = setting.end();
    var _ =
        loop.runUntil(last.plus(PATIENCE), () -> open.isEmpty() && !loop.instant().isBefore(last));
    return prediction();
  }

  private void changed(Run run) {
    var tally = Objects.requireNonNull(tallies.get(run.job()));
    if (!run.isFinal()) {
      if (open.add(run.id())) {
        tally.opened();
      }
    } else if (open.remove(run.id())) {
      tally.ended(run);
      progress.incrementAndGet();
    }
  }

  private Prediction prediction() {
    tasks.end(loop.instant());
    var queues = catalog.jobs().values().stream().filter(job -> job.queued()).count();
    meter.polled(queues * Triggers.POLLS_A_MINUTE * Duration.ofDays(setting.days()).toMinutes());
    var vcpus = new EnumMap<Capacity, VcpuUse>(Capacity.class);
    for (var capacity : Capacity.values()) {
      vcpus.put(capacity, tasks.use(capacity, setting.from(), setting.end()));
    }
    var jobs =
        tallies.entrySet().stream()
            .map(tally -> tally.getValue().prediction(unfinished(tally.getKey())))
            .toList();
    return new Prediction(
        variant,
        jobs,
        OrchestrationBill.of(
            meter.units(cloud.stepFunctions().transitions()), setting.orchestration()),
        vcpus);
  }

  private long unfinished(JobName job) {
    return open.stream().filter(run -> run.job().equals(job)).count();
  }
}

package dev.longshore.simulation.cloud;

import dev.longshore.aws.Deployment;
import dev.longshore.cost.Billing;
import dev.longshore.cost.PriceTable;
import dev.longshore.job.Catalog;
import dev.longshore.job.Job;
import dev.longshore.job.JobCodec;
import dev.longshore.job.JobName;
import dev.longshore.local.CloudParts;
import dev.longshore.local.LocalCloud;
import dev.longshore.local.ecs.Lifecycle;
import dev.longshore.local.ecs.SimulatedEcs;
import dev.longshore.local.runtime.TaskSpec;
import dev.longshore.local.sqs.JobQueue;
import dev.longshore.local.sqs.SimulatedSqs;
import dev.longshore.local.sqs.VirtualEventSource;
import dev.longshore.simulation.fault.Chances;
import dev.longshore.simulation.world.World;
import dev.longshore.states.StateMachine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The shipped handlers and the shipped state machine on simulated services in virtual time, with
 * faults at every seam between them.
 */
public final class SimulatedCloud {

  public static final String STACK = SimulatedDeployment.STACK;

  private static final String ACCOUNT = SimulatedDeployment.ACCOUNT;
  private static final String REGION = SimulatedDeployment.REGION;
  private static final String CLUSTER = SimulatedDeployment.CLUSTER;
  private static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(60);

  private final InterleavingLoop loop;
  private final World world;
  private final Trace trace;
  private final Deployment deployment;
  private final Seams seams;
  private final SimulatedSqs sqs;
  private final LocalCloud cloud;
  private Catalog catalog;

  /**
   * What one simulated cloud differs from another in, beside its faults.
   *
   * @param paced whether launches reserve places in the rates of ECS; without, they are throttled
   *     and back off
   */
  public record Options(
      Catalog catalog,
      StateMachine stateMachine,
      Billing billing,
      Lifecycle lifecycle,
      Duration indexLag,
      boolean promptLimits,
      boolean paced) {

    /** Options of a cloud whose launches reserve their places. */
    public Options(
        Catalog catalog,
        StateMachine stateMachine,
        Billing billing,
        Lifecycle lifecycle,
        Duration indexLag,
        boolean promptLimits) {
      this(catalog, stateMachine, billing, lifecycle, indexLag, promptLimits, true);
    }

    /** What all seeds share, which is costly to read. */
    public record Shipped(StateMachine stateMachine, Billing billing) {

      public static Shipped read() {
        return new Shipped(
            LocalCloud.shippedStateMachine(), new Billing(PriceTable.shipped(), REGION));
      }
    }
  }

  /**
   * A cloud that is to run from {@code loop}'s time on.
   *
   * @param end until when windows of faults are planned
   * @param work how long the task of a {@code startedBy} works, if it is not disturbed
   */
  public SimulatedCloud(
      InterleavingLoop loop,
      Options options,
      Chances chances,
      World world,
      Trace trace,
      Instant end,
      Function<String, Duration> work) {
    this.loop = loop;
    this.world = world;
    this.trace = trace;
    this.seams = Seams.of(loop, chances, world, trace, options.indexLag(), end);
    this.catalog = options.catalog();
    this.deployment = SimulatedDeployment.of(options);
    this.sqs = new SimulatedSqs(loop, ACCOUNT, REGION, seams.calls(), chances.stream(2));
    var runtime =
        new SimulatedRuntime(
            loop,
            spec -> Behaviour.of(work.apply(spec.command().getFirst()), chances),
            this::behaves);
    this.cloud = new LocalCloud(parts(options, runtime, chances, chances.stream(1)));
    cloud.onRunChange(new DecisionTrace(loop, trace)::changed);
    cloud.onRunChange(new Admissions(loop, world)::changed);
    cloud.onRunEnd((run, state) -> world.announced().add(run + " " + state));
    options.catalog().jobs().values().forEach(this::deployed);
    seams
        .upgradeAt()
        .ifPresent(at -> {
          var _ = loop.at(at, this::upgrade);
        });
    cloud.startSweeping();
  }

  /** No environment of the version before is used again; what began in one goes on. */
  private void upgrade() {
    trace.line(loop.now(), "deploy", () -> "Longshore itself, with the next schema");
    cloud.deploy(catalog);
  }

  private CloudParts parts(
      Options options, SimulatedRuntime runtime, Chances chances, RandomGenerator random) {
    return new CloudParts(
        loop,
        seams.store(),
        options.catalog(),
        deployment,
        options.stateMachine(),
        new SimulatedEcs.Options(
            CLUSTER,
            ACCOUNT,
            REGION,
            options.lifecycle(),
            seams.market(),
            Duration.ofSeconds(30),
            Duration.ofSeconds(2),
            Integer.MAX_VALUE),
        runtime,
        (id, startedBy, _, environment) ->
            new TaskSpec(id, List.of(startedBy), environment, Path.of("."), Path.of("log")),
        random,
        seams.calls(),
        seams.delivery(),
        options.promptLimits(),
        time -> time,
        seams.environments(),
        metrics -> new FaultyMetrics(metrics, chances, world));
  }

  private void behaves(TaskSpec spec, Behaviour behaviour) {
    var arn = "arn:aws:ecs:%s:%s:task/%s/%s".formatted(REGION, ACCOUNT, CLUSTER, spec.id());
    world.task(arn).ifPresent(task -> task.behaves(behaviour.isSilent(), behaviour.isHanging()));
    trace.line(loop.now(), "task", () -> spec.command().getFirst() + " " + behaviour);
  }

  /** Begins to take the messages of a job. */
  public void serveQueue(String job) {
    var queue = JobQueue.of(deployment, job, FUNCTION_TIMEOUT);
    undisturbed(() -> {
      var _ = queue.create(sqs);
      var function = cloud.deployForQueues(sqs);
      return VirtualEventSource.start(loop, sqs, queue.name(), cloud.lambda(), function);
    });
  }

  /** Deploys these jobs. */
  public void deploy(Collection<Job> jobs) {
    trace.line(loop.now(), "deploy", () -> "" + jobs.stream().map(Job::name).toList());
    jobs.forEach(this::deployed);
    catalog = Catalog.of(jobs);
    cloud.deploy(catalog);
  }

  private void deployed(Job job) {
    world.deployed(job);
  }

  /** Makes a job's task definition, as a deploy on AWS does, before any run has recorded it. */
  public void defineTask(Job job) {
    undisturbed(() -> {
      cloud.ledger().recordJob(JobCodec.version(job), job);
      return job;
    });
  }

  /** Does something by a person's hand, with the code that functions use too. */
  public <T> T byHand(Supplier<T> work) {
    return seams.environments().work("person", work);
  }

  /** Does something of which no call goes wrong. */
  public <T> T undisturbed(Supplier<T> work) {
    return seams.calls().undisturbed(work);
  }

  /** The family of a job's task definition. */
  public String taskDefinition(Job job) {
    return "ls-%s-%s-%s".formatted(STACK, job.name(), JobCodec.version(job));
  }

  public String queue(JobName job) {
    return deployment.queue(job.value());
  }

  public String deadLetterQueue(JobName job) {
    return deployment.deadLetterQueue(queue(job));
  }

  /** The ARN of the execution of a run. */
  public String execution(String run) {
    return "arn:aws:states:%s:%s:execution:longshore-run:%s".formatted(REGION, ACCOUNT, run);
  }

  public InterleavingLoop loop() {
    return loop;
  }

  public World world() {
    return world;
  }

  public Trace trace() {
    return trace;
  }

  public LocalCloud cloud() {
    return cloud;
  }

  public SimulatedSqs sqs() {
    return sqs;
  }

  /** When the last event that is late will have come. */
  public Instant lastEventAt() {
    return seams.delivery().lastAt();
  }
}

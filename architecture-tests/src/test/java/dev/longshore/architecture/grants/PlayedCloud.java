package dev.longshore.architecture.grants;

import dev.longshore.aws.ContainerInsightsMetrics;
import dev.longshore.aws.Deployment;
import dev.longshore.aws.dynamodb.DynamoDbStore;
import dev.longshore.cost.Billing;
import dev.longshore.cost.PriceTable;
import dev.longshore.job.Catalog;
import dev.longshore.job.Job;
import dev.longshore.local.CloudParts;
import dev.longshore.local.LocalCloud;
import dev.longshore.local.call.Calls;
import dev.longshore.local.call.HandlerDied;
import dev.longshore.local.ecs.CapacityMarket;
import dev.longshore.local.ecs.Lifecycle;
import dev.longshore.local.ecs.SimulatedEcs;
import dev.longshore.local.lambda.Environments;
import dev.longshore.local.loop.VirtualLoop;
import dev.longshore.local.runtime.Script;
import dev.longshore.local.runtime.ScriptedRuntime;
import dev.longshore.local.runtime.TaskSpec;
import dev.longshore.local.sqs.JobQueue;
import dev.longshore.local.sqs.SimulatedSqs;
import dev.longshore.local.sqs.VirtualEventSource;
import dev.longshore.orchestration.OpenRequest;
import dev.longshore.orchestration.Settings;
import dev.longshore.run.RunId;
import dev.longshore.run.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;

/**
 * The shipped handlers and state machine in virtual time, deployed as the sample stack says: the
 * names of everything are those of its functions' environment. Events are lost, handlers die and
 * people interfere, so that every way of a run is gone.
 */
final class PlayedCloud {

  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration LENGTH = Duration.ofHours(6);
  private static final int LOSS_ONE_IN = 6;
  private static final int DEEDS = 80;
  private static final int SECONDS_BETWEEN = 100;
  private static final int RECENT = 3;
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final SampleStack stack;
  private final Catalog jobs;
  private final Recorder recorder;
  private final Random random;
  private final VirtualLoop loop = new VirtualLoop(START);
  private final Deployment deployment;
  private final SimulatedSqs sqs;
  private final LocalCloud cloud;
  private final List<RunId> opened = new ArrayList<>();
  private int requests;
  private boolean personAtWork;
  private Supplier<String> caller;

  PlayedCloud(SampleStack stack, Catalog jobs, Recorder recorder, long seed) {
    this.stack = stack;
    this.jobs = jobs;
    this.recorder = recorder;
    this.random = new Random(seed);
    this.deployment = deployment();
    this.sqs =
        new SimulatedSqs(
            loop, SampleStack.ACCOUNT, SampleStack.REGION, Calls.DIRECT, new Random(seed));
    this.cloud = new LocalCloud(parts(), recorder);
    this.caller = () -> cloud.lambda().running();
  }

  private Deployment deployment() {
    var settings =
        new Settings(
            stack.variable("LONGSHORE_STACK"),
            texts("LONGSHORE_SUBNETS"),
            stack.variable("LONGSHORE_CHECKPOINTS"),
            new Billing(PriceTable.shipped(), SampleStack.REGION),
            Settings.AWS_CALLS,
            Settings.AWS_LAUNCHES);
    return new Deployment(
        settings,
        stack.variable("LONGSHORE_CLUSTER"),
        stack.variable("LONGSHORE_STATE_MACHINE"),
        stack.variable("LONGSHORE_EVENT_BUS"),
        stack.variable("LONGSHORE_QUEUE_PREFIX"),
        texts("LONGSHORE_SECURITY_GROUPS"));
  }

  private List<String> texts(String variable) {
    return Arrays.asList(stack.variable(variable).split(",", -1));
  }

  private String caller() {
    return caller == null ? null : caller.get();
  }

  private CloudParts parts() {
    var dynamo = recorder.client(this::caller, DynamoDbClient.class, new MemoryDynamoDb());
    var logs =
        recorder.client(
            this::caller, CloudWatchLogsClient.class, new IdleLogs(loop, watched(jobs)));
    return new CloudParts(
        loop,
        new DynamoDbStore(dynamo, stack.variable("LONGSHORE_TABLE")),
        jobs,
        deployment,
        LocalCloud.shippedStateMachine(),
        new SimulatedEcs.Options(
            deployment.cluster(),
            SampleStack.ACCOUNT,
            SampleStack.REGION,
            Lifecycle.INSTANT,
            CapacityMarket.interrupting(0.5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(2),
            Integer.MAX_VALUE),
        new ScriptedRuntime(loop, _ -> script()),
        (id, startedBy, _, environment) ->
            new TaskSpec(id, List.of(startedBy), environment, Path.of("."), Path.of("log")),
        random,
        new Deaths(random, () -> caller() != null || personAtWork),
        _ -> random.nextInt(LOSS_ONE_IN) == 0 ? List.of() : List.of(Duration.ZERO),
        true,
        time -> time,
        Environments.PLAIN,
        _ -> new ContainerInsightsMetrics(() -> logs, deployment));
  }

  /** The family of the job that stops when it is idle. */
  private static String watched(Catalog jobs) {
    return jobs.jobs().values().stream()
        .filter(job -> job.idle() != null)
        .map(Authorization::family)
        .findFirst()
        .orElseThrow();
  }

  private Script script() {
    return switch (random.nextInt(6)) {
      case 0 -> Script.neverStarts("CannotPullContainerError: no such image");
      case 1, 2 -> Script.hangs();
      case 3 -> Script.exits(1, Duration.ofMinutes(2));
      case 4 -> Script.exits(0, Duration.ofMinutes(4)).stubborn();
      default -> Script.exits(0, Duration.ofMinutes(4));
    };
  }

  /** Lets a few hours go by. */
  void play() {
    for (var job : jobs.jobs().values()) {
      if (job.queued()) {
        var queue = JobQueue.of(deployment, job.name().value(), FUNCTION_TIMEOUT);
        var _ = queue.create(sqs);
        var function = cloud.deployForQueues(sqs);
        var _ = VirtualEventSource.start(loop, sqs, queue.name(), cloud.lambda(), function);
      }
    }
    cloud.startSchedules(new Marks(), _ -> {});
    cloud.startSweeping();
    for (var deed = 0; deed < DEEDS; deed++) {
      loop.runFor(Duration.ofSeconds(random.nextInt(SECONDS_BETWEEN)));
      try {
        act();
      } catch (SdkException | HandlerDied _) {
        // An execution that has ended can no more be aborted; and a person's machine may fail, too.
      }
    }
    loop.runFor(LENGTH);
  }

  private void act() {
    var all = List.copyOf(jobs.jobs().values());
    var job = all.get(random.nextInt(all.size()));
    switch (random.nextInt(6)) {
      case 0 -> recent().ifPresent(run -> cloud.canceller().cancel(run, "asked for"));
      case 1 -> recent().ifPresent(this::abort);
      case 2 -> unannounced().ifPresent(this::abort);
      case 3 -> send(random.nextInt(3) == 0 ? "poison" : "{\"n\": 1}");
      case 4 -> {
        // So close that the second waits for the first, and the third meets both.
        open(job);
        loop.runFor(CLOSE);
        open(job);
        loop.runFor(CLOSE);
        open(job);
      }
      default -> open(job);
    }
  }

  private Optional<RunId> recent() {
    var from = Math.max(0, opened.size() - RECENT);
    return opened.isEmpty()
        ? Optional.empty()
        : Optional.of(opened.get(random.nextInt(from, opened.size())));
  }

  /** A run that has ended, but whose execution does not know it. */
  private Optional<RunId> unannounced() {
    return opened.stream()
        .filter(run -> {
          var current = cloud.ledger().run(run).value();
          return current.isFinal() && !current.told();
        })
        .findFirst();
  }

  private void open(Job job) {
    var trigger = Trigger.person("request " + ++requests, loop.instant());
    personAtWork = true;
    try {
      var _ = cloud.opener().open(OpenRequest.of(job.name(), trigger, Map.of("n", 1)));
    } finally {
      personAtWork = false;
      var run = RunId.of(job.name(), trigger);
      cloud.ledger().find(run).ifPresent(_ -> opened.add(run));
    }
  }

  private void abort(RunId run) {
    var entry = cloud.ledger().run(run).value().member().entry();
    if (entry != null) {
      var _ =
          cloud
              .stepFunctions()
              .stopExecution(
                  StopExecutionRequest.builder().executionArn(entry.execution()).build());
    }
  }

  private void send(String body) {
    for (var job : jobs.jobs().values()) {
      if (job.queued()) {
        var name = deployment.queue(job.name().value());
        var url = sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
        var _ = sqs.sendMessage(request -> request.queueUrl(url).messageBody(body));
      }
    }
  }
}

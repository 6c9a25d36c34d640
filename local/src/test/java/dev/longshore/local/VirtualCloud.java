package dev.longshore.local;

import dev.longshore.aws.Deployment;
import dev.longshore.cost.Billing;
import dev.longshore.cost.PriceTable;
import dev.longshore.job.Catalog;
import dev.longshore.job.Job;
import dev.longshore.job.JobName;
import dev.longshore.ledger.MemoryStore;
import dev.longshore.ledger.Store;
import dev.longshore.local.bus.Delivery;
import dev.longshore.local.call.Calls;
import dev.longshore.local.call.HandlerDied;
import dev.longshore.local.ecs.Lifecycle;
import dev.longshore.local.ecs.SimulatedEcs;
import dev.longshore.local.lambda.Environments;
import dev.longshore.local.loop.VirtualLoop;
import dev.longshore.local.runtime.RunningTask;
import dev.longshore.local.runtime.Script;
import dev.longshore.local.runtime.ScriptedRuntime;
import dev.longshore.local.runtime.TaskListener;
import dev.longshore.local.runtime.TaskRuntime;
import dev.longshore.local.runtime.TaskSpec;
import dev.longshore.local.sqs.JobQueue;
import dev.longshore.local.sqs.SimulatedSqs;
import dev.longshore.local.sqs.VirtualEventSource;
import dev.longshore.orchestration.OpenRequest;
import dev.longshore.orchestration.Settings;
import dev.longshore.run.AttemptKey;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import dev.longshore.run.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A local cloud in virtual time, with scripted tasks. */
final class VirtualCloud {

  static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  static final String STACK = "test";
  static final String CLUSTER = "longshore";

  private static final Duration DOWN = Duration.ofMinutes(1);
  private static final int RUNS_MAX = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  /** How long a change takes to show in an index. */
  private static final Duration LAG = Duration.ofMillis(50);

  private static final String ACCOUNT = "000000000000";
  private static final String REGION = "us-east-1";
  private static final String PERSON = "person";
  private static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(30);
  private static final Billing BILLING = new Billing(PriceTable.shipped(), REGION);

  private final Story story;
  private final VirtualLoop loop;
  private final LedgerClock clock;
  private final Store store;
  private final MapMarks marks;
  private final ScriptedRuntime runtime;
  private final LocalCloud cloud;
  private final SimulatedSqs sqs;
  private final Deployment deployment;
  private final Map<RunId, Integer> liveByRun = new HashMap<>();
  private final Map<AttemptKey, Integer> startsByAttempt = new HashMap<>();
  private final List<String> announced = new ArrayList<>();
  private int mostAtOnce;
  private boolean personAtWork;

  VirtualCloud(Story story, Calls calls, Delivery delivery) {
    this(story, calls, delivery, new LedgerClock(new VirtualLoop(START)));
  }

  private VirtualCloud(Story story, Calls calls, Delivery delivery, LedgerClock clock) {
    this(
        story,
        calls,
        delivery,
        clock,
        new MemoryStore(clock, LAG),
        new MapMarks(),
        Environments.PLAIN);
    start();
  }

  private VirtualCloud(
      Story story,
      Calls calls,
      Delivery delivery,
      LedgerClock clock,
      Store store,
      MapMarks marks,
      Environments environments) {
    this.story = story;
    this.clock = clock;
    this.loop = clock.loop;
    this.store = store;
    this.marks = marks;
    this.runtime = new ScriptedRuntime(loop, spec -> story.scripts().apply(key(spec)));
    this.deployment = deployment();
    this.sqs = new SimulatedSqs(loop, ACCOUNT, REGION, calls, new Random(2));
    this.cloud = new LocalCloud(parts(calls, delivery, environments));
    cloud.onRunEnd((run, state) -> announced.add(run + " " + state));
  }

  /** The clock of a ledger, which outlives the cloud that writes it. */
  private static final class LedgerClock implements InstantSource {

    private VirtualLoop loop;

    LedgerClock(VirtualLoop loop) {
      this.loop = loop;
    }

    @Override
    public Instant instant() {
      return loop.instant();
    }
  }

  /** The cloud that takes up, a while later, what this one has left that died with its tasks. */
  VirtualCloud nextLife() {
    runtime.close();
    clock.loop = new VirtualLoop(loop.instant().plus(DOWN));
    var next =
        new VirtualCloud(
            story, Calls.DIRECT, Delivery.PROMPT, clock, store, marks, Environments.PLAIN);
    next.announced.addAll(announced);
    var _ = next.cloud.recover();
    next.start();
    return next;
  }

  /** Every run that there is. */
  List<RunId> runs() {
    return cloud.ledger().runsOpenedOn(LocalDate.ofInstant(START, ZoneOffset.UTC), RUNS_MAX);
  }

  private Deployment deployment() {
    var settings =
        new Settings(STACK, List.of(), "checkpoints", BILLING, story.pace(), story.launches());
    return new Deployment(
        settings,
        CLUSTER,
        "arn:aws:states:us-east-1:000000000000:stateMachine:longshore-run",
        "default",
        "ls-",
        List.of());
  }

  private CloudParts parts(Calls calls, Delivery delivery, Environments environments) {
    var ecs =
        new SimulatedEcs.Options(
            CLUSTER,
            ACCOUNT,
            REGION,
            Lifecycle.INSTANT,
            story.market(),
            Duration.ofSeconds(30),
            Duration.ofSeconds(2),
            Integer.MAX_VALUE);
    return new CloudParts(
        loop,
        store,
        Catalog.of(List.of(story.job())),
        deployment,
        story.stateMachine(),
        ecs,
        new CountedRuntime(),
        (id, startedBy, _, environment) ->
            new TaskSpec(id, List.of(startedBy), environment, Path.of("."), Path.of("log")),
        new Random(1),
        calls,
        delivery,
        true,
        time -> time,
        environments,
        UnaryOperator.identity());
  }

  private void start() {
    if (story.job().queued()) {
      var queue = JobQueue.of(deployment, story.job().name().value(), FUNCTION_TIMEOUT);
      var _ = queue.create(sqs);
      var function = cloud.deployForQueues(sqs);
      var _ = VirtualEventSource.start(loop, sqs, queue.name(), cloud.lambda(), function);
    }
    cloud.startSchedules(marks, _ -> {});
    cloud.startSweeping();
  }

  /** Who makes the calls that are made now; null for a service or the test itself. */
  @Nullable String caller() {
    var function = cloud.lambda().running();
    return function == null && personAtWork ? PERSON : function;
  }

  private static AttemptKey key(TaskSpec spec) {
    return AttemptKey.parse(spec.command().getLast()).orElseThrow();
  }

  /** Counts the tasks of each run and each attempt. */
  private final class CountedRuntime implements TaskRuntime {

    @Override
    public RunningTask start(TaskSpec spec, TaskListener listener) {
      var key = key(spec);
      startsByAttempt.merge(key, 1, Integer::sum);
      mostAtOnce = Math.max(mostAtOnce, liveByRun.merge(key.run(), 1, Integer::sum));
      return runtime.start(
          spec,
          new TaskListener() {
            @Override
            public void started() {
              listener.started();
            }

            @Override
            public void neverStarted(String reason) {
              liveByRun.merge(key.run(), -1, Integer::sum);
              listener.neverStarted(reason);
            }

            @Override
            public void exited(int code) {
              liveByRun.merge(key.run(), -1, Integer::sum);
              listener.exited(code);
            }
          });
    }

    @Override
    public void close() {
      runtime.close();
    }
  }

  /** The most tasks that any run ever had at once. */
  int mostAtOnce() {
    return mostAtOnce;
  }

  /** How often a task was started for each attempt. */
  Map<AttemptKey, Integer> startsByAttempt() {
    return startsByAttempt;
  }

  /** Aborts the execution of a run, as a person can. */
  void abort(RunId run) {
    var arn = "arn:aws:states:us-east-1:000000000000:execution:longshore-run:" + run;
    var _ =
        cloud
            .stepFunctions()
            .stopExecution(StopExecutionRequest.builder().executionArn(arn).build());
  }

  /** Stops every task, as a person can. */
  void stopTasks() {
    var running = cloud.ecs().listTasks(ListTasksRequest.builder().cluster(CLUSTER).build());
    for (var arn : running.taskArns()) {
      var _ = cloud.ecs().stopTask(StopTaskRequest.builder().cluster(CLUSTER).task(arn).build());
    }
  }

  /** A cloud over a store that {@code watch} looks into, with functions in {@code environments}. */
  static VirtualCloud watched(Story story, UnaryOperator<Store> watch, Environments environments) {
    var clock = new LedgerClock(new VirtualLoop(START));
    var store = watch.apply(new MemoryStore(clock, LAG));
    var cloud =
        new VirtualCloud(
            story, Calls.DIRECT, Delivery.PROMPT, clock, store, new MapMarks(), environments);
    cloud.start();
    return cloud;
  }

  static VirtualCloud of(Job job, Function<AttemptKey, Script> scripts) {
    return new VirtualCloud(Story.of(job, scripts), Calls.DIRECT, Delivery.PROMPT);
  }

  VirtualLoop loop() {
    return loop;
  }

  LocalCloud cloud() {
    return cloud;
  }

  ScriptedRuntime runtime() {
    return runtime;
  }

  List<String> announced() {
    return announced;
  }

  /** Has a person open a run, who tries again only if there is none after a failure. */
  RunId open(String job, String request) {
    var name = new JobName(job);
    var trigger = Trigger.person(request, loop.instant());
    var id = RunId.of(name, trigger);
    asPerson(
        () -> {
          var _ = cloud.opener().open(OpenRequest.of(name, trigger, Map.of()));
        },
        () -> cloud.ledger().find(id).isPresent());
    return id;
  }

  /** Lets time go by until the execution of a run has begun, be it that sweep has to start it. */
  void awaitBegin(RunId run) {
    await("begun", () -> run(run).member().entry() != null);
  }

  /** Lets time go by until a run has a task. */
  void awaitTask(RunId run) {
    await("started", () -> liveByRun.getOrDefault(run, 0) > 0);
  }

  private void await(String what, BooleanSupplier done) {
    if (!loop.runUntil(loop.instant().plus(PATIENCE), done)) {
      throw new AssertionError("not " + what + " after " + PATIENCE);
    }
  }

  /**
   * Has a person cancel a run, who tries again only if it is not being cancelled after a failure.
   */
  void cancel(RunId run) {
    asPerson(
        () -> {
          var _ = cloud.canceller().cancel(run, "asked for");
        },
        () -> run(run).cancellation() != null);
  }

  private void asPerson(Runnable action, BooleanSupplier done) {
    try {
      personAtWork = true;
      action.run();
    } catch (HandlerDied | SdkException e) {
      personAtWork = false;
      if (!done.getAsBoolean()) {
        action.run();
      }
    } finally {
      personAtWork = false;
    }
  }

  /** Sends a message to the job's queue, and answers the run that is to be opened for it. */
  RunId send(String body) {
    var job = story.job().name();
    var queue = deployment.queue(job.value());
    var id = sqs.sendMessage(request -> request.queueUrl(url(queue)).messageBody(body)).messageId();
    return RunId.of(job, Trigger.message(queue, id, loop.instant()));
  }

  /** How many messages the job's queue has, also those that somebody has received. */
  int queueSize() {
    var queue = deployment.queue(story.job().name().value());
    var attributes =
        sqs.getQueueAttributes(
                request -> request.queueUrl(url(queue)).attributeNames(QueueAttributeName.ALL))
            .attributes();
    return Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
        + Integer.parseInt(
            attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
  }

  /** What lies in the dead-letter queue of the job's queue. */
  List<Message> deadLetters() {
    var queue = deployment.deadLetterQueue(deployment.queue(story.job().name().value()));
    return sqs.receiveMessage(request ->
            request.queueUrl(url(queue)).maxNumberOfMessages(10).messageAttributeNames("All"))
        .messages();
  }

  private String url(String queue) {
    return sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
  }

  Run run(RunId id) {
    return cloud.ledger().run(id).value();
  }

  /** Lets time go by until a run has ended and everybody has heard of it, a day at most. */
  Run settle(RunId id) {
    settle(List.of(id));
    return run(id);
  }

  void settle(List<RunId> ids) {
    var done =
        loop.runUntil(
            loop.instant().plus(Duration.ofDays(1)),
            () ->
                cloud.stepFunctions().running() == 0
                    && ids.stream().allMatch(this::isTold)
                    && (!story.job().queued() || queueSize() == 0));
    if (!done) {
      throw new AssertionError(
          "not told after a day: " + ids.stream().map(id -> cloud.ledger().find(id)).toList());
    }
  }

  private boolean isTold(RunId id) {
    return cloud.ledger().find(id).filter(run -> run.value().told()).isPresent();
  }
}

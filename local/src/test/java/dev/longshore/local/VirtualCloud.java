package dev.longshore.local;

import dev.longshore.admission.PaceLimit;
import dev.longshore.aws.Deployment;
import dev.longshore.cost.Billing;
import dev.longshore.cost.PriceTable;
import dev.longshore.job.Capacity;
import dev.longshore.job.Catalog;
import dev.longshore.job.Job;
import dev.longshore.job.JobName;
import dev.longshore.ledger.MemoryStore;
import dev.longshore.ledger.Store;
import dev.longshore.local.bus.Delivery;
import dev.longshore.local.call.Calls;
import dev.longshore.local.ecs.CapacityMarket;
import dev.longshore.local.ecs.Lifecycle;
import dev.longshore.local.ecs.SimulatedEcs;
import dev.longshore.local.loop.VirtualLoop;
import dev.longshore.local.runtime.RunningTask;
import dev.longshore.local.runtime.Script;
import dev.longshore.local.runtime.ScriptedRuntime;
import dev.longshore.local.runtime.TaskListener;
import dev.longshore.local.runtime.TaskRuntime;
import dev.longshore.local.runtime.TaskSpec;
import dev.longshore.orchestration.OpenRequest;
import dev.longshore.orchestration.RunOpener.Opened;
import dev.longshore.orchestration.Settings;
import dev.longshore.run.AttemptKey;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import dev.longshore.run.Trigger;
import dev.longshore.states.StateMachine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;

/** A local cloud in virtual time, with scripted tasks. */
final class VirtualCloud {

  static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  static final String STACK = "test";

  private static final StateMachine STATE_MACHINE = LocalCloud.shippedStateMachine();
  private static final Billing BILLING = new Billing(PriceTable.shipped(), "us-east-1");

  private final VirtualLoop loop = new VirtualLoop(START);
  private final Store memory = new MemoryStore(loop, Duration.ofMillis(50));
  private final ScriptedRuntime runtime;
  private final LocalCloud cloud;
  private final Map<RunId, Integer> liveByRun = new HashMap<>();
  private final Map<AttemptKey, Integer> startsByAttempt = new HashMap<>();

  private int mostAtOnce;
  private final List<String> announced = new ArrayList<>();

  VirtualCloud(
      List<Job> jobs,
      Function<AttemptKey, Script> scripts,
      CapacityMarket market,
      Calls calls,
      Delivery delivery) {
    this(jobs, scripts, market, calls, delivery, UnaryOperator.identity(), null, Map.of());
  }

  private VirtualCloud(
      List<Job> jobs,
      Function<AttemptKey, Script> scripts,
      CapacityMarket market,
      Calls calls,
      Delivery delivery,
      UnaryOperator<Store> watch,
      @Nullable PaceLimit callPace,
      Map<Capacity, PaceLimit> launchPace) {
    runtime = new ScriptedRuntime(loop, spec -> scripts.apply(key(spec)));
    var settings = new Settings(STACK, List.of(), "checkpoints", BILLING, callPace, launchPace);
    var deployment =
        new Deployment(
            settings,
            "longshore",
            "arn:aws:states:us-east-1:000000000000:stateMachine:longshore-run",
            "default",
            "",
            List.of());
    var ecs =
        new SimulatedEcs.Options(
            "longshore",
            "000000000000",
            "us-east-1",
            Lifecycle.INSTANT,
            market,
            Duration.ofSeconds(30),
            Duration.ofSeconds(2));
    cloud =
        new LocalCloud(
            new CloudParts(
                loop,
                watch.apply(memory),
                Catalog.of(jobs),
                deployment,
                STATE_MACHINE,
                ecs,
                new CountedRuntime(),
                (id, startedBy, _, environment) ->
                    new TaskSpec(id, List.of(startedBy), environment, Path.of("."), Path.of("log")),
                new Random(1),
                calls,
                delivery,
                true,
                time -> time));
    cloud.onRunEnd((run, state) -> announced.add(run + " " + state));
    cloud.startSweeping();
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
    var running = cloud.ecs().listTasks(ListTasksRequest.builder().build());
    for (var arn : running.taskArns()) {
      var _ = cloud.ecs().stopTask(StopTaskRequest.builder().task(arn).build());
    }
  }

  static VirtualCloud of(Job job, Function<AttemptKey, Script> scripts) {
    return new VirtualCloud(
        List.of(job), scripts, CapacityMarket.CALM, Calls.DIRECT, Delivery.PROMPT);
  }

  /** A cloud with the launch rates of AWS, over a store that {@code watch} looks into. */
  static VirtualCloud paced(
      Job job, Function<AttemptKey, Script> scripts, UnaryOperator<Store> watch) {
    return new VirtualCloud(
        List.of(job),
        scripts,
        CapacityMarket.CALM,
        Calls.DIRECT,
        Delivery.PROMPT,
        watch,
        Settings.AWS_CALLS,
        Settings.AWS_LAUNCHES);
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

  RunId open(String job, String request) {
    var trigger = Trigger.person(request, loop.instant());
    return switch (cloud.opener().open(OpenRequest.of(new JobName(job), trigger, Map.of()))) {
      case Opened(var run) -> run;
      case Object other -> throw new AssertionError(other.toString());
    };
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
                    && ids.stream().allMatch(id -> run(id).told()));
    if (!done) {
      throw new AssertionError("not told after a day: " + ids.stream().map(this::run).toList());
    }
  }
}

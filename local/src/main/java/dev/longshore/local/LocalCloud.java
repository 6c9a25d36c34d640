package dev.longshore.local;

import dev.longshore.aws.EcsTasks;
import dev.longshore.aws.EventBridgeAnnouncements;
import dev.longshore.aws.SfnExecutions;
import dev.longshore.job.Catalog;
import dev.longshore.ledger.Ledger;
import dev.longshore.local.bus.LocalBus;
import dev.longshore.local.bus.LocalEventBridge;
import dev.longshore.local.call.CalledStore;
import dev.longshore.local.call.Wiring;
import dev.longshore.local.ecs.SimulatedEcs;
import dev.longshore.local.lambda.LocalLambda;
import dev.longshore.local.scheduler.FiringMarks;
import dev.longshore.local.scheduler.LocalScheduler;
import dev.longshore.local.stepfunctions.LocalStepFunctions;
import dev.longshore.local.stepfunctions.ServiceIntegrations;
import dev.longshore.orchestration.Canceller;
import dev.longshore.orchestration.Orchestrator;
import dev.longshore.orchestration.Ports;
import dev.longshore.orchestration.RunOpener;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import dev.longshore.run.RunState;
import dev.longshore.states.StateMachine;
import dev.longshore.states.Substitutions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The services that Longshore runs on, in one process, with the shipped handlers and state machine
 * on them.
 */
public final class LocalCloud {

  /** What the state machine that runs follow is called, where it makes a call. */
  private static final String RUN = "Run";

  private static final String DEFINITION = "/statemachines/run.asl.json";
  private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);

  private final CloudParts parts;
  private final LocalLambda lambda;
  private final LocalBus bus;
  private final LocalEventBridge events;
  private final SimulatedEcs ecs;
  private final LocalStepFunctions stepFunctions;
  private final UsageMetrics metrics;
  private final Functions functions;
  private final Orchestrator orchestrator;
  private final List<Consumer<Run>> runListeners = new ArrayList<>();
  private Catalog catalog;
  private RunOpener opener;
  private @Nullable SqsClient queues;

  public LocalCloud(CloudParts parts) {
    this(parts, Wiring.DIRECT);
  }

  /** A cloud whose functions and state machine are given their clients by {@code wiring}. */
  public LocalCloud(CloudParts parts, Wiring wiring) {
    this.parts = parts;
    var loop = parts.loop();
    this.lambda = new LocalLambda(loop, parts.environments());
    this.bus = new LocalBus(loop, lambda, Functions.OBSERVE, parts.delivery());
    this.events = new LocalEventBridge(parts.calls());
    this.ecs =
        new SimulatedEcs(
            loop,
            parts.runtime(),
            new JobTaskDefinitions(new Ledger(parts.store())),
            parts.places(),
            parts.ecs(),
            bus::taskChanged,
            parts.calls(),
            parts.random());
    this.stepFunctions =
        new LocalStepFunctions(
            loop,
            parts.stateMachine(),
            parts.deployment().stateMachine(),
            new ServiceIntegrations(
                loop, lambda, wiring.client(RUN, EventBridgeClient.class, events)),
            bus::executionChanged,
            parts.calls(),
            parts.random());
    this.metrics = new UsageMetrics(loop, ecs, parts.realTime());
    runListeners.add(new OpenRuns(parts, metrics, this::sweep)::changed);
    var watched =
        new WatchedStore(
            parts.store(), run -> runListeners.forEach(listener -> listener.accept(run)));
    var store = new CalledStore(watched, parts.calls());
    this.functions =
        new Functions(parts, wiring, lambda, store, ecs, stepFunctions, events, metrics);
    var ports =
        new Ports(
            new EcsTasks(ecs, parts.deployment()),
            new SfnExecutions(stepFunctions, parts.deployment()),
            new EventBridgeAnnouncements(events, parts.deployment()),
            parts.metrics().apply(metrics));
    this.orchestrator =
        new Orchestrator(store, ports, parts.deployment().settings(), loop, parts.random());
    this.catalog = parts.catalog();
    this.opener = orchestrator.opener(catalog);
    deploy(catalog);
  }

  /**
   * Deploys the functions with these jobs; what opens runs from now on knows them and no others.
   */
  public void deploy(Catalog jobs) {
    catalog = jobs;
    opener = orchestrator.opener(jobs);
    if (queues != null) {
      functions.deployForQueues(jobs, queues);
    }
    functions.deploy(jobs);
  }

  /** The state machine that this version ships, bound to the functions of this cloud. */
  public static StateMachine shippedStateMachine() {
    try (var file = LocalCloud.class.getResourceAsStream(DEFINITION)) {
      if (file == null) {
        throw new IllegalStateException(DEFINITION + " is not in this build");
      }
      var definition = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return StateMachine.parse(
          Substitutions.apply(
              definition,
              Map.of("LaunchAttemptFunctionArn", Functions.LAUNCH, "EventBusName", "default")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes up the schedules of the jobs. */
  public void startSchedules(FiringMarks marks, Consumer<String> notes) {
    var scheduler =
        new LocalScheduler(
            parts.loop(), lambda, Functions.OPEN_SCHEDULED, marks, parts.random(), notes);
    parts.catalog().jobs().values().forEach(scheduler::add);
  }

  /**
   * Deploys the function that opens runs for messages, for an event source to invoke, and answers
   * its name.
   */
  public String deployForQueues(SqsClient sqs) {
    queues = sqs;
    functions.deployForQueues(catalog, sqs);
    return Functions.OPEN_QUEUED;
  }

  /** Begins to sweep, once a minute. */
  public void startSweeping() {
    var next = parts.loop().instant().truncatedTo(ChronoUnit.MINUTES).plus(SWEEP_EVERY);
    var _ =
        parts
            .loop()
            .at(
                next,
                () -> {
                  var _ = lambda.invoke(Functions.SWEEP, Map.of());
                  startSweeping();
                });
  }

  private void sweep(RunId run) {
    var _ = lambda.invoke(Functions.SWEEP, Map.of("runId", run.value()));
  }

  /** Takes up what an earlier cloud on the same store has left, and answers which runs. */
  public List<RunId> recover() {
    return orchestrator.recovery().recover();
  }

  /** Takes up one run that an earlier cloud on the same store has left. */
  public void recover(RunId run) {
    orchestrator.recovery().recover(run);
  }

  /** Opens runs of the jobs that are deployed now. */
  public RunOpener opener() {
    return opener;
  }

  public Canceller canceller() {
    return orchestrator.canceller();
  }

  public Ledger ledger() {
    return orchestrator.ledger();
  }

  public SimulatedEcs ecs() {
    return ecs;
  }

  public LocalStepFunctions stepFunctions() {
    return stepFunctions;
  }

  public LocalLambda lambda() {
    return lambda;
  }

  /** Tells {@code listener} of each run as it is written, each time. */
  public void onRunChange(Consumer<Run> listener) {
    runListeners.add(listener);
  }

  /** Tells {@code listener} of each run that ends from now on, at least once. */
  public void onRunEnd(BiConsumer<RunId, RunState> listener) {
    events.onRunEnd(listener);
  }
}

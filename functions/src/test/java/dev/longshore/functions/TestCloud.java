package dev.longshore.functions;

import dev.longshore.aws.Deployment;
import dev.longshore.cost.Billing;
import dev.longshore.cost.PriceTable;
import dev.longshore.functions.launch.LaunchAttemptHandler;
import dev.longshore.functions.observe.ObserveTaskHandler;
import dev.longshore.functions.queue.OpenQueuedRunsHandler;
import dev.longshore.functions.schedule.OpenScheduledRunHandler;
import dev.longshore.functions.sweep.SweepLedgerHandler;
import dev.longshore.job.Catalog;
import dev.longshore.job.Job;
import dev.longshore.job.JobCodec;
import dev.longshore.job.Parameters;
import dev.longshore.ledger.Ledger;
import dev.longshore.ledger.MemoryStore;
import dev.longshore.orchestration.Settings;
import dev.longshore.run.Overrides;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import dev.longshore.run.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessResponse;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** The handlers over a store in memory and SDK clients that note what they are asked. */
public final class TestCloud {

  /** The run that the sample events are about. */
  public static final RunId RUN = new RunId("nightly-orders-20261121T173000Z-abcdefgh2345");

  public static final String TASK =
      "arn:aws:ecs:us-east-1:111122223333:task/longshore/0123456789abcdef0123456789abcdef";

  private static final String JOB =
      """
      {"job":"nightly-orders","image":"orders-etl:1.4.2","cpu":256,"memory":512,
      "architecture":"X86_64","ephemeralStorage":20,"queued":true,"spot":"PREFERRED",
      "onDemandAfter":2,"retry":{"attempts":1,"backoff":"PT30S","rate":2.0,"max":"PT10M",
      "interruptions":5,"launches":10,"outOfMemory":0},"timeout":"PT1H","startTimeout":"PT10M",
      "completesOnTerm":false,"parameters":{"key":{"type":"STRING","required":false},
      "limit":{"type":"INTEGER","required":false}}}
      """;

  public final List<RunTaskRequest> launched = new ArrayList<>();
  public final List<StopTaskRequest> stopped = new ArrayList<>();
  public final List<StartExecutionRequest> started = new ArrayList<>();
  public final List<SendTaskSuccessRequest> answered = new ArrayList<>();
  public final List<PutEventsRequest> announced = new ArrayList<>();
  public final List<SendMessageRequest> deadLetters = new ArrayList<>();

  /** Queues that do not take a message. */
  public final Set<String> brokenQueues = new HashSet<>();

  private Instant now = Instant.parse("2026-11-21T17:30:01.300Z");
  private final InstantSource clock = () -> now;
  private final MemoryStore store = new MemoryStore(clock, Duration.ZERO);

  public final Ledger ledger = new Ledger(store);

  public static Job job() {
    return JobCodec.decode(JOB);
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  /** Records the run that the sample events are about. */
  public TestCloud withRun() {
    open(ledger, now);
    return this;
  }

  /** Records the run that the sample events are about in any ledger. */
  static void open(Ledger ledger, Instant now) {
    var trigger = Trigger.schedule("arn:schedule", now, ZoneId.of("Asia/Seoul"));
    var version = JobCodec.version(job());
    var run =
        Run.opened(job().name(), version, trigger, Parameters.NONE, Overrides.NONE, null, now);
    ledger.recordJob(version, job());
    var isNew =
        ledger.open(
            new Run(
                RUN,
                version,
                trigger,
                run.parameters(),
                run.overrides(),
                null,
                now,
                null,
                false,
                run.member()));
    if (!isNew) {
      throw new AssertionError("recorded twice");
    }
  }

  public Run run() {
    return ledger.run(RUN).value();
  }

  public static Deployment deployment() {
    return new Deployment(
        new Settings(
            "prod",
            List.of("subnet-a"),
            "s3://checkpoints",
            new Billing(PriceTable.shipped(), "us-east-1"),
            null,
            Map.of()),
        "longshore",
        "arn:aws:states:us-east-1:111122223333:stateMachine:longshore-run",
        "default",
        "ls-prod-",
        List.of("sg-1"));
  }

  public OpenScheduledRunHandler schedules() {
    return new OpenScheduledRunHandler(
        Catalog.of(List.of(job())), store, new Sfn(), deployment(), clock);
  }

  public OpenQueuedRunsHandler queues() {
    return new OpenQueuedRunsHandler(
        Catalog.of(List.of(job())), store, new Sfn(), new Sqs(), deployment(), clock);
  }

  public LaunchAttemptHandler launches() {
    return new LaunchAttemptHandler(
        store, new Ecs(), new Sfn(), deployment(), clock, new Random(1));
  }

  public ObserveTaskHandler observes() {
    return new ObserveTaskHandler(
        store, new Ecs(), new Sfn(), new Events(), deployment(), clock, new Random(1));
  }

  public SweepLedgerHandler sweeps() {
    return new SweepLedgerHandler(
        store,
        new Ecs(),
        new Sfn(),
        new Events(),
        (_, _) -> List.of(),
        deployment(),
        clock,
        new Random(1));
  }

  private final class Ecs implements EcsClient {

    @Override
    public RunTaskResponse runTask(RunTaskRequest request) {
      launched.add(request);
      return RunTaskResponse.builder().tasks(Task.builder().taskArn(TASK).build()).build();
    }

    @Override
    public StopTaskResponse stopTask(StopTaskRequest request) {
      stopped.add(request);
      return StopTaskResponse.builder().build();
    }

    @Override
    public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
      return DescribeTasksResponse.builder().build();
    }

    @Override
    public ListTasksResponse listTasks(ListTasksRequest request) {
      return ListTasksResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "ecs";
    }

    @Override
    public void close() {}
  }

  private final class Sfn implements SfnClient {

    @Override
    public StartExecutionResponse startExecution(StartExecutionRequest request) {
      started.add(request);
      return StartExecutionResponse.builder().build();
    }

    @Override
    public SendTaskSuccessResponse sendTaskSuccess(SendTaskSuccessRequest request) {
      answered.add(request);
      return SendTaskSuccessResponse.builder().build();
    }

    @Override
    public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
      return DescribeExecutionResponse.builder().status("RUNNING").build();
    }

    @Override
    public String serviceName() {
      return "states";
    }

    @Override
    public void close() {}
  }

  private final class Events implements EventBridgeClient {

    @Override
    public PutEventsResponse putEvents(PutEventsRequest request) {
      announced.add(request);
      return PutEventsResponse.builder().failedEntryCount(0).build();
    }

    @Override
    public String serviceName() {
      return "events";
    }

    @Override
    public void close() {}
  }

  private final class Sqs implements SqsClient {

    @Override
    public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
      return GetQueueUrlResponse.builder().queueUrl(request.queueName()).build();
    }

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
      if (brokenQueues.contains(request.queueUrl())) {
        throw new IllegalStateException("SQS is away");
      }
      deadLetters.add(request);
      return SendMessageResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}
  }
}

package dev.longshore.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.longshore.cost.Billing;
import dev.longshore.cost.PriceTable;
import dev.longshore.job.Capacity;
import dev.longshore.job.FargateSize;
import dev.longshore.orchestration.Settings;
import dev.longshore.orchestration.Tasks.LaunchResult;
import dev.longshore.orchestration.Tasks.Launched;
import dev.longshore.orchestration.Tasks.Refused;
import dev.longshore.orchestration.Tasks.Throttled;
import dev.longshore.run.AttemptKey;
import dev.longshore.run.RunId;
import dev.longshore.run.TaskFacts;
import dev.longshore.run.TaskFacts.ContainerFacts;
import dev.longshore.run.TaskRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.ServerException;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;

class EcsTasksTest {

  private static final AttemptKey KEY =
      new AttemptKey("test", new RunId("etl-20261121T023000Z-abcdefgh2345"), 0, 2);
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  /** The five calls of ECS that are made, answered as a test says. */
  private static final class FakeEcs implements EcsClient {

    final List<RunTaskRequest> ran = new ArrayList<>();
    final List<StopTaskRequest> stopped = new ArrayList<>();
    final List<DescribeTasksRequest> described = new ArrayList<>();
    final List<ListTasksRequest> listed = new ArrayList<>();
    final Map<String, Task> tasks = new HashMap<>();
    final List<ListTasksResponse> pages = new ArrayList<>();
    Supplier<RunTaskResponse> answer =
        () -> RunTaskResponse.builder().tasks(Task.builder().taskArn("arn:task/1").build()).build();
    Runnable whenStopped = () -> {};

    @Override
    public RunTaskResponse runTask(RunTaskRequest request) {
      ran.add(request);
      return answer.get();
    }

    @Override
    public StopTaskResponse stopTask(StopTaskRequest request) {
      stopped.add(request);
      whenStopped.run();
      return StopTaskResponse.builder().build();
    }

    @Override
    public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
      described.add(request);
      return DescribeTasksResponse.builder()
          .tasks(request.tasks().stream().filter(tasks::containsKey).map(tasks::get).toList())
          .failures(
              request.tasks().stream()
                  .filter(arn -> !tasks.containsKey(arn))
                  .map(arn -> Failure.builder().arn(arn).reason("MISSING").build())
                  .toList())
          .build();
    }

    @Override
    public ListTasksResponse listTasks(ListTasksRequest request) {
      listed.add(request);
      return pages.isEmpty() ? ListTasksResponse.builder().build() : pages.removeFirst();
    }

    @Override
    public String serviceName() {
      return "ecs";
    }

    @Override
    public void close() {}
  }

  private final FakeEcs ecs = new FakeEcs();
  private final EcsTasks tasks = new EcsTasks(ecs, deployment());

  private static Deployment deployment() {
    var settings =
        new Settings(
            "test",
            List.of("subnet-a"),
            "s3://c",
            new Billing(PriceTable.shipped(), "us-east-1"),
            null,
            Map.of());
    return new Deployment(settings, "cluster", "arn:machine", "bus", "ls-test-", List.of("sg-1"));
  }

  private static TaskRequest request(Capacity capacity, List<String> command, String... subnets) {
    return new TaskRequest(
        "ls-test-etl-0123",
        capacity,
        new FargateSize(512, 1024),
        command,
        new TreeMap<>(Map.of("B", "2", "A", "1")),
        List.of(subnets));
  }

  private LaunchResult launch() {
    return tasks.launch(KEY, request(Capacity.SPOT, List.of(), "subnet-a"));
  }

  private static AwsErrorDetails error(String code, String message) {
    return AwsErrorDetails.builder().errorCode(code).errorMessage(message).build();
  }

  private static EcsException failed(int status, String code) {
    return (EcsException)
        EcsException.builder().statusCode(status).awsErrorDetails(error(code, "no")).build();
  }

  @Test
  void anAttemptIsOneTaskWithItsKeyAndTheHashOfItAsToken() {
    assertThat(launch()).isEqualTo(new Launched("arn:task/1"));

    var sent = ecs.ran.getFirst();
    assertThat(sent.count()).isEqualTo(1);
    assertThat(sent.clientToken()).isEqualTo(KEY.clientToken()).hasSize(64);
    assertThat(sent.startedBy()).isEqualTo("ls/test/etl-20261121T023000Z-abcdefgh2345/0/2");
    assertThat(sent.cluster()).isEqualTo("cluster");
    assertThat(sent.taskDefinition()).isEqualTo("ls-test-etl-0123");
    assertThat(sent.propagateTags()).isEqualTo(PropagateTags.TASK_DEFINITION);
    assertThat(sent.enableExecuteCommand()).isFalse();
    assertThat(sent.tags())
        .extracting(Tag::key, Tag::value)
        .containsExactly(tuple("longshore:run", KEY.run().value()));
    assertThat(sent.group()).isNull();
  }

  @Test
  void capacityIsAskedForByStrategyAloneNeverByLaunchType() {
    for (var capacity : Capacity.values()) {
      tasks.launch(KEY, request(capacity, List.of()));
      var sent = ecs.ran.getLast();

      assertThat(sent.launchType()).isNull();
      assertThat(sent.capacityProviderStrategy())
          .singleElement()
          .matches(item -> item.weight() == 1)
          .matches(item ->
              item.capacityProvider()
                  .equals(capacity == Capacity.SPOT ? "FARGATE_SPOT" : "FARGATE"));
    }
  }

  @Test
  void sizeCommandAndEnvironmentAreOverridden() {
    tasks.launch(KEY, request(Capacity.SPOT, List.of("etl", "x")));
    var overrides = ecs.ran.getFirst().overrides();
    var container = overrides.containerOverrides().getFirst();

    assertThat(overrides.cpu()).isEqualTo("512");
    assertThat(overrides.memory()).isEqualTo("1024");
    assertThat(overrides.containerOverrides()).hasSize(1);
    assertThat(container.name()).isEqualTo("job");
    assertThat(container.command()).containsExactly("etl", "x");
    assertThat(container.environment())
        .extracting(KeyValuePair::name, KeyValuePair::value)
        .containsExactly(tuple("A", "1"), tuple("B", "2"));
  }

  @Test
  void aCommandThatIsNotOverriddenIsNotSent() {
    launch();

    assertThat(ecs.ran.getFirst().overrides().containerOverrides().getFirst().hasCommand())
        .isFalse();
  }

  @Test
  void aTaskIsInOurSubnetsWithoutAPublicAddress() {
    launch();
    var network = ecs.ran.getFirst().networkConfiguration().awsvpcConfiguration();

    assertThat(network.subnets()).containsExactly("subnet-a");
    assertThat(network.securityGroups()).containsExactly("sg-1");
    assertThat(network.assignPublicIp()).isEqualTo(AssignPublicIp.DISABLED);

    tasks.launch(KEY, request(Capacity.SPOT, List.of()));
    assertThat(ecs.ran.getLast().networkConfiguration()).isNull();
  }

  @Test
  void failuresInAnAnswerThatLooksWellAreARefusal() {
    ecs.answer =
        () ->
            RunTaskResponse.builder()
                .failures(
                    Failure.builder().reason("RESOURCE:ENI").build(),
                    Failure.builder()
                        .reason("Capacity is unavailable at this time")
                        .detail("zone a")
                        .build())
                .build();

    assertThat(launch())
        .isEqualTo(new Refused("RESOURCE:ENI; Capacity is unavailable at this time (zone a)"));
  }

  @Test
  void anAnswerWithNeitherATaskNorAFailureLeavesItUnknown() {
    ecs.answer = () -> RunTaskResponse.builder().build();

    assertThatThrownBy(this::launch).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @CsvSource({"400, ThrottlingException", "429, TooManyRequestsException", "400, Throttling"})
  void throttlingIsNoRefusal(int status, String code) {
    ecs.answer =
        () -> {
          throw failed(status, code);
        };

    assertThat(launch()).isEqualTo(new Throttled());
  }

  @Test
  void aConflictMeansThatTheTokensTaskIsThere() {
    ecs.answer =
        () -> {
          throw ConflictException.builder().statusCode(400).resourceIds("arn:task/9").build();
        };

    assertThat(launch()).isEqualTo(new Launched("arn:task/9"));
  }

  @Test
  void whatCannotBeCarriedOutIsRefusedWithItsReason() {
    ecs.answer =
        () -> {
          throw ClusterNotFoundException.builder()
              .statusCode(400)
              .awsErrorDetails(error("ClusterNotFoundException", "Cluster not found."))
              .build();
        };
    assertThat(launch()).isEqualTo(new Refused("ClusterNotFoundException: Cluster not found."));

    ecs.answer =
        () -> {
          throw InvalidParameterException.builder()
              .statusCode(400)
              .awsErrorDetails(error("InvalidParameterException", "no such provider"))
              .build();
        };
    assertThat(launch()).isEqualTo(new Refused("InvalidParameterException: no such provider"));
  }

  @Test
  void whatMayHaveTakenEffectIsThrown() {
    ecs.answer =
        () -> {
          throw ServerException.builder()
              .statusCode(500)
              .awsErrorDetails(error("ServerException", "later"))
              .build();
        };

    assertThatThrownBy(this::launch).isInstanceOf(ServerException.class);
  }

  @Test
  void aTaskIsStoppedByItsArnWithTheReason() {
    tasks.stop("arn:task/1", "longshore:TIMED_OUT: why");

    assertThat(ecs.stopped)
        .containsExactly(
            StopTaskRequest.builder()
                .cluster("cluster")
                .task("arn:task/1")
                .reason("longshore:TIMED_OUT: why")
                .build());
  }

  @Test
  void aTaskThatEcsHasForgottenNeedsNoStop() {
    ecs.whenStopped =
        () -> {
          throw InvalidParameterException.builder()
              .awsErrorDetails(
                  error("InvalidParameterException", "The referenced task was not found."))
              .build();
        };

    tasks.stop("arn:task/1", "why");

    assertThat(ecs.stopped).hasSize(1);
  }

  @Test
  void aStopThatFailsOtherwiseIsThrown() {
    ecs.whenStopped =
        () -> {
          throw InvalidParameterException.builder()
              .awsErrorDetails(error("InvalidParameterException", "taskId longer than 36."))
              .build();
        };
    assertThatThrownBy(() -> tasks.stop("x", "why")).isInstanceOf(InvalidParameterException.class);

    ecs.whenStopped =
        () -> {
          throw failed(400, "ThrottlingException");
        };
    assertThatThrownBy(() -> tasks.stop("x", "why")).isInstanceOf(EcsException.class);
  }

  private void knows(String arn, String startedBy) {
    ecs.tasks.put(
        arn, Task.builder().taskArn(arn).startedBy(startedBy).lastStatus("STOPPED").build());
  }

  private static ListTasksResponse page(String next, String... arns) {
    return ListTasksResponse.builder()
        .taskArns(arns)
        .nextToken(next.isEmpty() ? null : next)
        .build();
  }

  @Test
  void aMissingTaskIsNotAmongTheDescribed() {
    knows("arn:task/1", KEY.startedBy());

    assertThat(tasks.describe(List.of("arn:task/1", "arn:task/2")))
        .extracting(TaskFacts::taskArn)
        .containsExactly("arn:task/1");
    assertThat(ecs.described.getFirst().cluster()).isEqualTo("cluster");
  }

  @Test
  void nothingIsAskedAboutNoTasks() {
    assertThat(tasks.describe(List.of())).isEmpty();
    assertThat(ecs.described).isEmpty();
  }

  @Test
  void theRunningTasksOfAnAttemptAreListedByStartedByAlone() {
    knows("arn:task/1", KEY.startedBy());
    ecs.pages.add(page("", "arn:task/1"));

    assertThat(tasks.ofAttempt(KEY, "ls-test-etl-0123")).hasSize(1);
    assertThat(ecs.listed)
        .containsExactly(
            ListTasksRequest.builder().cluster("cluster").startedBy(KEY.startedBy()).build());
  }

  @Test
  void itsStoppedTasksAreLookedForInItsFamilyPageByPage() {
    knows("arn:task/1", "ls/test/another/0/1");
    knows("arn:task/2", KEY.startedBy());
    ecs.pages.addAll(List.of(page(""), page("2", "arn:task/1"), page("", "arn:task/2")));

    assertThat(tasks.ofAttempt(KEY, "ls-test-etl-0123"))
        .extracting(TaskFacts::taskArn)
        .containsExactly("arn:task/2");
    var stopped =
        ListTasksRequest.builder()
            .cluster("cluster")
            .family("ls-test-etl-0123")
            .desiredStatus(DesiredStatus.STOPPED);
    assertThat(ecs.listed.subList(1, 3))
        .containsExactly(stopped.build(), stopped.nextToken("2").build());
  }

  @Test
  void anAttemptWithoutATaskHasNone() {
    assertThat(tasks.ofAttempt(KEY, "ls-test-etl-0123")).isEmpty();
    assertThat(ecs.listed).hasSize(2);
  }

  @Test
  void theClustersTasksAreListedByTheHundred() {
    ecs.pages.add(page("next", "arn:task/1"));

    var page = tasks.running("before");

    assertThat(page.taskArns()).containsExactly("arn:task/1");
    assertThat(page.next()).isEqualTo("next");
    assertThat(ecs.listed)
        .containsExactly(
            ListTasksRequest.builder()
                .cluster("cluster")
                .maxResults(100)
                .nextToken("before")
                .build());
  }

  @Test
  void aTaskIsTranslatedWithAllThatCounts() {
    ecs.tasks.put(
        "arn:task/1",
        Task.builder()
            .taskArn("arn:task/1")
            .startedBy(KEY.startedBy())
            .lastStatus("STOPPED")
            .desiredStatus("STOPPED")
            .stopCode("AStopCodeOfTomorrow")
            .stoppedReason("why")
            .containers(
                Container.builder().name("job").exitCode(0).reason("bye").build(),
                Container.builder().name("log").build())
            .pullStartedAt(NOON)
            .startedAt(NOON.plusSeconds(1))
            .stoppedAt(NOON.plusSeconds(2))
            .build());

    assertThat(tasks.describe(List.of("arn:task/1")))
        .containsExactly(
            new TaskFacts(
                "arn:task/1",
                KEY.startedBy(),
                "STOPPED",
                "STOPPED",
                "AStopCodeOfTomorrow",
                "why",
                List.of(new ContainerFacts("job", 0, "bye"), new ContainerFacts("log", null, null)),
                NOON,
                NOON.plusSeconds(1),
                NOON.plusSeconds(2)));
  }
}

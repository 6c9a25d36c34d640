package dev.longshore.local.ecs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longshore.json.Fields;
import dev.longshore.local.loop.VirtualLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.ecs.model.TaskField;
import software.amazon.awssdk.services.ecs.waiters.EcsWaiter;

/** What a client of ECS counts on, through the SDK's own client over HTTP. */
class EcsServerIT {

  private static final String ARNS = "arn:aws:ecs:eu-west-1:123456789012:";

  private static final CapacityProviderStrategyItem SPOT =
      CapacityProviderStrategyItem.builder().capacityProvider("FARGATE_SPOT").weight(1).build();

  private final ServedEcs served = new ServedEcs();
  private final EcsClient ecs = served.client();

  @AfterEach
  void close() {
    served.close();
  }

  private TaskDefinition register(String family, String... command) {
    return ecs.registerTaskDefinition(request ->
            request
                .family(family)
                .requiresCompatibilities(Compatibility.FARGATE)
                .networkMode(NetworkMode.AWSVPC)
                .cpu("256")
                .memory("512")
                .containerDefinitions(
                    ContainerDefinition.builder()
                        .name("job")
                        .image("image:1")
                        .command(command)
                        .build()))
        .taskDefinition();
  }

  private static RunTaskRequest.Builder request(String definition) {
    return RunTaskRequest.builder()
        .taskDefinition(definition)
        .launchType(LaunchType.FARGATE)
        .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets("s-1")));
  }

  private Task run(RunTaskRequest.Builder request) {
    return ecs.runTask(request.build()).tasks().getFirst();
  }

  private Task describe(String arn) {
    return ecs.describeTasks(request -> request.tasks(arn).include(TaskField.TAGS))
        .tasks()
        .getFirst();
  }

  private EcsWaiter waiter() {
    return EcsWaiter.builder()
        .client(ecs)
        .overrideConfiguration(config ->
            config
                .maxAttempts(500)
                .backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(20))))
        .build();
  }

  private static <E extends EcsException> void assertRefused(
      Class<E> type, String word, Runnable call) {
    var refusal = catchThrowableOfType(type, call::run);

    assertThat(refusal).isNotNull();
    assertThat(refusal.statusCode()).isEqualTo(400);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(type.getSimpleName());
    assertThat(refusal.awsErrorDetails().errorMessage()).contains(word);
  }

  private void assertInvalid(String word, RunTaskRequest.Builder request) {
    assertRefused(InvalidParameterException.class, word, () -> ecs.runTask(request.build()));
  }

  @Test
  void aTaskGoesItsWayAndWaitersSeeIt() {
    register("etl", "hang");
    var arn = run(request("etl")).taskArn();
    var about = DescribeTasksRequest.builder().tasks(arn).build();

    assertThat(waiter().waitUntilTasksRunning(about).matched().response()).isPresent();
    var _ = ecs.stopTask(request -> request.task(arn).reason("enough"));
    assertThat(waiter().waitUntilTasksStopped(about).matched().response()).isPresent();

    var task = describe(arn);
    assertThat(task.lastStatus()).isEqualTo("STOPPED");
    assertThat(task.stoppedReason()).isEqualTo("enough");
    assertThat(task.stopCodeAsString()).isEqualTo("UserInitiated");
    assertThat(task.containers().getFirst().exitCode()).isEqualTo(143);
    assertThat(task.startedAt()).isBetween(task.createdAt(), task.stoppedAt());
    assertThat(task.attachments().getFirst().type()).isEqualTo("ElasticNetworkInterface");
  }

  @Test
  void eventsTellEveryStepWithRisingVersions() {
    register("etl", "fail");
    var arn = run(request("etl")).taskArn();
    waiter().waitUntilTasksStopped(DescribeTasksRequest.builder().tasks(arn).build());

    assertThat(details())
        .extracting(detail -> detail.text("lastStatus"))
        .containsExactly("PROVISIONING", "PENDING", "RUNNING", "DEPROVISIONING", "STOPPED");
    assertThat(details())
        .extracting(detail -> Long.parseLong(String.valueOf(detail.values().get("version"))))
        .isSorted()
        .doesNotHaveDuplicates();
    var container = details().getLast().objects("containers").getFirst();
    assertThat(container.integer("exitCode")).isEqualTo(3);
  }

  private List<Fields> details() {
    return served.events.stream()
        .map(event -> new Fields(event).object("detail").orElseThrow())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true", "10, true", "11, false"})
  void oneToTenTasksAreRunAtOnce(int count, boolean taken) {
    register("etl", "quick");
    if (taken) {
      assertThat(ecs.runTask(request("etl").count(count).build()).tasks()).hasSize(count);
    } else {
      assertInvalid("count", request("etl").count(count));
    }
  }

  private static RunTaskRequest.Builder withOverrides(int length) {
    var around =
        "{\"containerOverrides\":[{\"name\":\"job\",\"environment\":[{\"name\":\"X\",\"value\":\"\"}]}]}";
    var variable =
        KeyValuePair.builder().name("X").value("x".repeat(length - around.length())).build();
    return request("etl")
        .overrides(overrides ->
            overrides.containerOverrides(
                ContainerOverride.builder().name("job").environment(variable).build()));
  }

  @Test
  void overridesHaveUpTo8192Characters() {
    register("etl", "quick");

    assertThat(run(withOverrides(8192)).taskArn()).isNotEmpty();
    assertInvalid("Container Overrides length must be at most 8192", withOverrides(8193));
  }

  @Test
  void overridesAreOfContainersThatThereAre() {
    register("etl", "quick");

    assertInvalid(
        "Override for container named x is not a container in the TaskDefinition.",
        request("etl")
            .overrides(overrides ->
                overrides.containerOverrides(ContainerOverride.builder().name("x").build())));
  }

  @ParameterizedTest
  @CsvSource({"512, 1024, true", "1 vCPU, 2 GB, true", "256, 4096, false", "300, , false"})
  void theSizeMayBeOverriddenWithAnother(String cpu, @Nullable String memory, boolean taken) {
    register("etl", "quick");
    var request = request("etl").overrides(overrides -> overrides.cpu(cpu).memory(memory));
    if (taken) {
      assertThat(run(request).cpu()).isEqualTo(cpu.equals("512") ? "512" : "1024");
    } else {
      assertInvalid("No Fargate configuration exists", request);
    }
  }

  @Test
  void awsvpcAsksForANetwork() {
    register("etl", "quick");
    assertInvalid(
        "Network Configuration must be provided",
        RunTaskRequest.builder().taskDefinition("etl").launchType(LaunchType.FARGATE));
    assertInvalid("subnets can not be empty", subnets(request("etl"), 0));
    assertThat(run(subnets(request("etl"), 16)).taskArn()).isNotEmpty();
    assertInvalid("subnets", subnets(request("etl"), 17));
  }

  private static RunTaskRequest.Builder subnets(RunTaskRequest.Builder request, int count) {
    var subnets = new ArrayList<String>();
    for (var i = 0; i < count; i++) {
      subnets.add("s-" + i);
    }
    return request
        .taskDefinition("etl")
        .launchType(LaunchType.FARGATE)
        .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets(subnets)));
  }

  @Test
  void spotIsToBeHadByAStrategy() {
    register("etl", "quick");
    var request = request("etl").launchType((LaunchType) null);

    var task = run(request.capacityProviderStrategy(SPOT));

    assertThat(task.capacityProviderName()).isEqualTo("FARGATE_SPOT");
    assertThat(task.launchType()).isEqualTo(LaunchType.FARGATE);
    assertInvalid(
        "Specifying both a launch type and capacity provider strategy is not supported.",
        request.launchType(LaunchType.FARGATE));
    assertInvalid(
        "capacity provider was not found",
        request("etl")
            .launchType((LaunchType) null)
            .capacityProviderStrategy(SPOT.toBuilder().capacityProvider("MINE").build()));
  }

  @Test
  void aTokenRunsOneTaskAndStandsForOneRequest() {
    register("etl", "hang");
    var first = run(request("etl").clientToken("token"));

    assertThat(run(request("etl").clientToken("token")).taskArn()).isEqualTo(first.taskArn());
    assertThat(ecs.listTasks().taskArns()).containsExactly(first.taskArn());
    assertRefused(
        ConflictException.class,
        "token",
        () -> ecs.runTask(request("etl").clientToken("token").count(2).build()));
    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> ecs.runTask(request("etl").clientToken("token").count(2).build()))
        .satisfies(conflict -> assertThat(conflict.resourceIds()).containsExactly(first.taskArn()));
  }

  @Test
  void startedByHasUpTo128Characters() {
    register("etl", "quick");

    assertThat(run(request("etl").startedBy("a".repeat(128))).startedBy()).hasSize(128);
    assertInvalid("startedBy", request("etl").startedBy("a".repeat(129)));
  }

  @Test
  void whatIsNotThereIsSaid() {
    register("etl", "quick");

    assertRefused(
        ClusterNotFoundException.class,
        "Cluster not found.",
        () -> ecs.runTask(request("etl").cluster("none").build()));
    assertRefused(
        ClientException.class,
        "TaskDefinition not found.",
        () -> ecs.runTask(request("none").build()));
    assertRefused(
        InvalidParameterException.class,
        "The referenced task was not found.",
        () -> ecs.stopTask(request -> request.task("0")));
    assertThat(ecs.describeTasks(request -> request.tasks("0")).failures())
        .containsExactly(Failure.builder().arn(ARNS + "task/default/0").reason("MISSING").build());
  }

  @Test
  void aFamilyMeansItsLatestActiveRevision() {
    var first = register("etl", "quick").taskDefinitionArn();
    var second = register("etl", "quick").taskDefinitionArn();
    assertThat(second).isEqualTo(ARNS + "task-definition/etl:2");

    for (var name : List.of("etl", "etl:2", second)) {
      assertThat(run(request(name)).taskDefinitionArn()).isEqualTo(second);
    }
    assertThat(run(request("etl:1")).taskDefinitionArn()).isEqualTo(first);

    var gone = ecs.deregisterTaskDefinition(request -> request.taskDefinition("etl:2"));
    assertThat(gone.taskDefinition().status()).isEqualTo(TaskDefinitionStatus.INACTIVE);
    assertThat(run(request("etl")).taskDefinitionArn()).isEqualTo(first);
    assertRefused(ClientException.class, "inactive", () -> ecs.runTask(request("etl:2").build()));
    assertThat(register("etl", "quick").revision()).isEqualTo(3);
  }

  @Test
  void aDefinitionIsDescribedAsItWasRegistered() {
    var definition = register("etl", "quick", "--now");

    var described =
        ecs.describeTaskDefinition(request -> request.taskDefinition("etl")).taskDefinition();

    assertThat(described).isEqualTo(definition);
    assertThat(described.containerDefinitions().getFirst().command())
        .containsExactly("quick", "--now");
    assertThat(described.status()).isEqualTo(TaskDefinitionStatus.ACTIVE);
    assertRefused(
        ClientException.class,
        "Unable to describe task definition.",
        () -> ecs.describeTaskDefinition(request -> request.taskDefinition("none")));
    assertRefused(
        ClientException.class,
        "Missing revision",
        () -> ecs.deregisterTaskDefinition(request -> request.taskDefinition("etl")));
    assertRefused(
        ClientException.class,
        "does not exist",
        () -> ecs.deregisterTaskDefinition(request -> request.taskDefinition("etl:2")));
  }

  @Test
  void definitionsAreListedPageByPage() {
    for (var i = 0; i < 3; i++) {
      register("a", "quick");
    }
    register("b", "quick");
    ecs.deregisterTaskDefinition(request -> request.taskDefinition("a:1"));

    assertThat(
            ecs.listTaskDefinitionsPaginator(request -> request.maxResults(2)).taskDefinitionArns())
        .containsExactly(
            ARNS + "task-definition/a:2",
            ARNS + "task-definition/a:3",
            ARNS + "task-definition/b:1");
    assertThat(
            ecs.listTaskDefinitions(
                    request -> request.familyPrefix("a").sort(SortOrder.DESC).maxResults(1))
                .taskDefinitionArns())
        .containsExactly(ARNS + "task-definition/a:3");
    assertThat(
            ecs.listTaskDefinitions(request -> request.status(TaskDefinitionStatus.INACTIVE))
                .taskDefinitionArns())
        .containsExactly(ARNS + "task-definition/a:1");
    for (var size : List.of(0, 101)) {
      assertRefused(
          InvalidParameterException.class,
          "maxResults",
          () -> ecs.listTaskDefinitions(request -> request.maxResults(size)));
    }
  }

  @Test
  void tasksAreListedPageByPage() {
    register("etl", "hang");
    ecs.runTask(request("etl").count(5).build());

    assertThat(ecs.listTasksPaginator(request -> request.maxResults(2)).taskArns()).hasSize(5);
    assertThat(ecs.listTasks(request -> request.desiredStatus(DesiredStatus.STOPPED)).taskArns())
        .isEmpty();
    assertThat(ecs.listTasks(request -> request.family("other")).taskArns()).isEmpty();
  }

  @Test
  void aClusterIsMadeOnceAndHasTasksOfItsOwn() {
    register("etl", "hang");
    var made =
        ecs.createCluster(request ->
                request
                    .clusterName("batch")
                    .capacityProviders("FARGATE", "FARGATE_SPOT")
                    .defaultCapacityProviderStrategy(SPOT)
                    .tags(Tag.builder().key("team").value("orders").build()))
            .cluster();
    assertThat(ecs.createCluster(request -> request.clusterName("batch")).cluster().clusterArn())
        .isEqualTo(made.clusterArn());

    var task = run(request("etl").launchType((LaunchType) null).cluster("batch"));

    assertThat(task.capacityProviderName()).isEqualTo("FARGATE_SPOT");
    assertThat(ecs.listTasks().taskArns()).as("those of default").isEmpty();
    assertThat(ecs.listTasks(request -> request.cluster(made.clusterArn())).taskArns())
        .containsExactly(task.taskArn());
    var response = ecs.describeClusters(request -> request.clusters("batch", "none"));
    assertThat(response.clusters()).extracting(Cluster::status).containsExactly("ACTIVE");
    assertThat(response.failures())
        .containsExactly(Failure.builder().arn(ARNS + "cluster/none").reason("MISSING").build());
    assertThat(ecs.describeClusters().clusters())
        .extracting(Cluster::clusterName)
        .containsExactly("default");
    assertThat(ecs.listClusters().clusterArns()).hasSize(2);
  }

  @Test
  void aClusterTakesTheProvidersItWasMadeWith() {
    register("etl", "quick");
    ecs.createCluster(request -> request.clusterName("plain"));

    assertInvalid(
        "not associated with the cluster",
        request("etl")
            .cluster("plain")
            .launchType((LaunchType) null)
            .capacityProviderStrategy(SPOT));
    assertRefused(
        InvalidParameterException.class,
        "not found",
        () -> ecs.createCluster(request -> request.clusterName("x").capacityProviders("MINE")));
    assertRefused(
        InvalidParameterException.class,
        "Identifier is invalid",
        () -> ecs.createCluster(request -> request.clusterName("a b")));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  @Test
  void tagsAreOfTasksAndDefinitionsAndClusters() {
    var definition = register("etl", "hang").taskDefinitionArn();
    ecs.tagResource(request ->
        request.resourceArn(definition).tags(tag("team", "orders"), tag("stage", "test")));
    var task =
        run(request("etl").tags(tag("team", "own")).propagateTags(PropagateTags.TASK_DEFINITION));

    assertThat(describe(task.taskArn()).tags())
        .containsExactlyInAnyOrder(tag("team", "own"), tag("stage", "test"));
    ecs.tagResource(request -> request.resourceArn(task.taskArn()).tags(tag("run", "1")));
    ecs.untagResource(request -> request.resourceArn(task.taskArn()).tagKeys("stage"));
    assertThat(ecs.listTagsForResource(request -> request.resourceArn(task.taskArn())).tags())
        .containsExactlyInAnyOrder(tag("team", "own"), tag("run", "1"));
    assertThat(
            ecs.describeTaskDefinition(
                    request -> request.taskDefinition("etl").include(TaskDefinitionField.TAGS))
                .tags())
        .hasSize(2);
    assertRefused(
        InvalidParameterException.class,
        "could not be found",
        () -> ecs.listTagsForResource(request -> request.resourceArn(ARNS + "task/default/0")));
    assertInvalid("propagateTags", request("etl").propagateTags(PropagateTags.SERVICE));
  }

  @Test
  void execAsksForATaskRole() {
    register("etl", "quick");

    assertInvalid("taskRoleArn", request("etl").enableExecuteCommand(true));
    assertThat(
            run(request("etl")
                    .enableExecuteCommand(true)
                    .overrides(overrides -> overrides.taskRoleArn("arn:aws:iam::1:role/x")))
                .enableExecuteCommand())
        .isTrue();
  }

  @Test
  void aPortThatIsTakenIsSaidInALine() {
    var address = new InetSocketAddress("127.0.0.1", served.endpoint().getPort());
    var loop = new VirtualLoop(Instant.EPOCH);

    assertThatExceptionOfType(AddressUnusable.class)
        .isThrownBy(() -> EcsServer.start(address, loop, ecs))
        .withMessageContaining("port %d of 127.0.0.1".formatted(address.getPort()))
        .withMessageContaining("--port");
  }
}

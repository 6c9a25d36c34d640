package dev.longshore.local.ecs;

import static dev.longshore.local.ecs.EcsBench.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.longshore.local.runtime.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.Task;

/** What DescribeTasks and ListTasks show of tasks, and for how long. */
class TaskListingTest {

  private static final String UNKNOWN = "arn:aws:ecs:eu-west-1:123456789012:task/longshore/0";

  private final EcsBench bench = new EcsBench();

  private static ListTasksRequest.Builder all() {
    return ListTasksRequest.builder().cluster(EcsBench.CLUSTER);
  }

  private List<String> list(ListTasksRequest.Builder request) {
    return bench.ecs.listTasks(request.build()).taskArns();
  }

  @Test
  void aHundredTasksAreDescribedAtOnceAndNoMore() {
    var known = bench.launch();
    var hundred = new ArrayList<>(Collections.nCopies(99, UNKNOWN));
    hundred.add(known);

    var response = bench.ecs.describeTasks(EcsBench.describe(hundred));

    assertThat(response.tasks()).extracting(Task::taskArn).containsExactly(known);
    assertThat(response.failures()).hasSize(99).extracting(Failure::reason).containsOnly("MISSING");
    assertThat(response.failures()).extracting(Failure::arn).containsOnly(UNKNOWN);
    hundred.add(known);
    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(() -> bench.ecs.describeTasks(EcsBench.describe(hundred)));
  }

  @Test
  void someTaskMustBeDescribed() {
    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(() -> bench.ecs.describeTasks(EcsBench.describe(List.of())))
        .withMessageContaining("Tasks cannot be empty.");
  }

  @Test
  void aTaskGoesByItsIdToo() {
    var arn = bench.launch();

    assertThat(bench.task(arn.substring(arn.lastIndexOf('/') + 1)).taskArn()).isEqualTo(arn);
  }

  @Test
  void aStoppedTaskIsKnownForAnHour() {
    var arn = bench.launch();
    bench.loop.runFor(EcsBench.WORK.plus(Duration.ofHours(1)).minusMillis(1));
    assertThat(bench.task(arn).lastStatus()).isEqualTo("STOPPED");
    assertThat(list(all().desiredStatus(DesiredStatus.STOPPED))).containsExactly(arn);

    bench.loop.runFor(Duration.ofMillis(1));

    assertThat(bench.ecs.describeTasks(EcsBench.describe(List.of(arn))).failures())
        .extracting(Failure::reason)
        .containsExactly("MISSING");
    assertThat(list(all().desiredStatus(DesiredStatus.STOPPED))).isEmpty();
  }

  @Test
  void byDefaultTasksAreListedThatAreMeantToRun() {
    bench.runs(Script.worksUntilAsked(0).stubborn());
    var running = bench.launch();
    var stopping = bench.launch();
    bench.loop.runFor(Duration.ofSeconds(1));
    bench.stop(stopping);

    assertThat(list(all())).containsExactly(running);
    assertThat(list(all().desiredStatus(DesiredStatus.RUNNING))).containsExactly(running);
    assertThat(list(all().desiredStatus(DesiredStatus.STOPPED))).containsExactly(stopping);
    assertThat(list(all().desiredStatus(DesiredStatus.PENDING))).isEmpty();
  }

  @Test
  void tasksAreListedByWhoStartedThemAndNothingElse() {
    var ours = bench.launch(request().startedBy("us").build());
    bench.launch(request().startedBy("them").build());

    assertThat(list(all().startedBy("us"))).containsExactly(ours);
    for (var both :
        List.of(
            all().startedBy("us").family("etl"),
            all().startedBy("us").desiredStatus(DesiredStatus.STOPPED),
            all().startedBy("us").launchType(LaunchType.FARGATE))) {
      assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> list(both));
    }
  }

  @Test
  void tasksAreListedByFamilyAndLaunchType() {
    var arn = bench.launch();

    assertThat(list(all().family("etl").launchType(LaunchType.FARGATE))).containsExactly(arn);
    assertThat(list(all().family("other"))).isEmpty();
    assertThat(list(all().launchType(LaunchType.EC2))).isEmpty();
  }

  @Test
  void aPageHasAHundredTasks() {
    var launched = IntStream.range(0, 250).mapToObj(_ -> bench.launch()).toList();

    var pages = pages(all());

    assertThat(pages).extracting(List::size).containsExactly(100, 100, 50);
    assertThat(pages.stream().flatMap(List::stream).toList()).isEqualTo(launched);
  }

  @Test
  void theLastPageIsNotFollowedByAnEmptyOne() {
    IntStream.range(0, 20).forEach(_ -> bench.launch());

    assertThat(pages(all().maxResults(10))).extracting(List::size).containsExactly(10, 10);
  }

  private List<List<String>> pages(ListTasksRequest.Builder request) {
    var pages = new ArrayList<List<String>>();
    @Nullable String next = null;
    do {
      var page = bench.ecs.listTasks(request.nextToken(next).build());
      pages.add(page.taskArns());
      next = page.nextToken();
    } while (next != null);
    return pages;
  }

  @Test
  void noTaskIsPassedOverBecauseOthersEndBetweenTwoPages() {
    bench.runs(Script.exits(0, Duration.ofSeconds(1)));
    IntStream.range(0, 5).forEach(_ -> bench.launch());
    bench.loop.runFor(Duration.ZERO);
    bench.runs(Script.exits(0, EcsBench.WORK));
    var longer = IntStream.range(0, 10).mapToObj(_ -> bench.launch()).toList();
    bench.loop.runFor(Duration.ZERO);

    var first = bench.ecs.listTasks(all().maxResults(10).build());
    bench.loop.runFor(Duration.ofSeconds(2));
    var second = bench.ecs.listTasks(all().nextToken(first.nextToken()).build());

    assertThat(first.taskArns()).containsAll(longer.subList(0, 5));
    assertThat(second.taskArns()).isEqualTo(longer.subList(5, 10));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 101})
  void aPageHasOneToAHundredTasks(int size) {
    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(() -> list(all().maxResults(size)));
  }

  @Test
  void anInventedTokenIsRefused() {
    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(() -> list(all().nextToken("x")));
  }

  @Test
  void anotherClusterIsNotFound() {
    assertThatExceptionOfType(ClusterNotFoundException.class)
        .isThrownBy(() -> list(all().cluster("other")));
    assertThatExceptionOfType(ClusterNotFoundException.class)
        .isThrownBy(() ->
            bench.ecs.describeTasks(
                DescribeTasksRequest.builder().cluster("other").tasks(UNKNOWN).build()));
  }
}

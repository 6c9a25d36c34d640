package dev.longshore.local.ecs;

import static dev.longshore.local.ecs.EcsBench.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longshore.local.runtime.Script;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Task;

/** One client token is one request, for as long as it lives. */
class ClientTokenTest {

  private static final RunTaskRequest REQUEST = request().clientToken("t").build();
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final EcsBench bench = new EcsBench();

  @Test
  void theSameRequestAgainLaunchesNoSecondTask() {
    var first = bench.launch(REQUEST);
    bench.loop.runFor(Duration.ofMinutes(1));

    assertThat(bench.launch(REQUEST)).isEqualTo(first);
    bench.loop.runFor(Duration.ofMinutes(1));
    assertThat(bench.ecs.live()).isEqualTo(1);
  }

  @Test
  void withoutATokenItLaunchesASecondOne() {
    assertThat(bench.launch()).isNotEqualTo(bench.launch());
  }

  @Test
  void allTasksOfARequestAreAnsweredAgain() {
    var request = request().count(3).clientToken("t").build();
    var first = bench.ecs.runTask(request).tasks();

    assertThat(bench.ecs.runTask(request).tasks())
        .extracting(Task::taskArn)
        .isEqualTo(first.stream().map(Task::taskArn).toList());
  }

  @Test
  void anotherRequestWithTheTokenIsAConflictThatNamesTheTask() {
    var first = bench.launch(REQUEST);
    var other = request().clientToken("t").startedBy("another").build();

    var conflict = catchThrowableOfType(ConflictException.class, () -> bench.ecs.runTask(other));

    assertThat(conflict.resourceIds()).containsExactly(first);
    assertThat(conflict.awsErrorDetails().errorCode()).isEqualTo("ConflictException");
    assertThat(bench.ecs.live()).isEqualTo(1);
  }

  @Test
  void aTokenOutlivesItsTaskByAnHour() {
    var first = bench.launch(REQUEST);
    bench.loop.runFor(EcsBench.WORK.plus(Duration.ofHours(1)).minus(MOMENT));
    assertThat(bench.launch(REQUEST)).isEqualTo(first);

    bench.loop.runFor(MOMENT);

    assertThat(bench.launch(REQUEST)).isNotEqualTo(first);
  }

  @Test
  void aTokenLivesForADayHoweverLongItsTaskDoes() {
    bench.runs(Script.exits(0, Duration.ofDays(3)));
    var first = bench.launch(REQUEST);
    bench.loop.runFor(Duration.ofHours(24).minus(MOMENT));
    assertThat(bench.launch(REQUEST)).isEqualTo(first);

    bench.loop.runFor(MOMENT);
    var second = bench.launch(REQUEST);

    assertThat(second).isNotEqualTo(first);
    assertThat(bench.ecs.live()).isEqualTo(2);
    bench.stop(first);
    bench.loop.runFor(Duration.ofHours(2));
    assertThat(bench.launch(REQUEST))
        .as("the second use, though the first is gone")
        .isEqualTo(second);
  }

  @Test
  void aFailureIsAnsweredAgainToo() {
    bench.lacks("no capacity");
    var first = bench.ecs.runTask(REQUEST);
    bench.lacks(null);

    var again = bench.ecs.runTask(REQUEST);

    assertThat(again.tasks()).isEmpty();
    assertThat(again.failures()).isEqualTo(first.failures()).isNotEmpty();
    assertThat(bench.launch(request().clientToken("u").build())).isNotEmpty();
  }

  @Test
  void whatWasRefusedWithAnErrorHasUsedNoToken() {
    assertThat(
            catchThrowableOfType(
                InvalidParameterException.class,
                () -> bench.ecs.runTask(request().count(0).clientToken("t").build())))
        .isNotNull();

    assertThat(bench.launch(REQUEST)).isNotEmpty();
  }
}

package dev.longshore.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.local.runtime.Script;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.Task;

/** How the containers of one task begin and end together. */
class ContainersTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final EcsBench bench =
      new EcsBench().runs(Script.worksUntilAsked(0)).stopsWithin(Duration.ofSeconds(20));

  private ContainerDefinition.Builder sidecar(String name) {
    return bench.container(name).essential(false);
  }

  private static ContainerDependency after(String name, ContainerCondition condition) {
    return ContainerDependency.builder().containerName(name).condition(condition).build();
  }

  private static Container of(Task task, String name) {
    return task.containers().stream()
        .filter(container -> container.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aTaskEndsWithItsEssentialContainerAndTakesTheOthersAlong() {
    bench.of(bench.container("job"), sidecar("proxy"));
    bench.runs("job", Script.exits(3, SECOND)).runs("proxy", Script.worksUntilAsked(7));
    var arn = bench.launch();

    bench.loop.runFor(SECOND);

    var task = bench.task(arn);
    assertThat(task.lastStatus()).isEqualTo("STOPPED");
    assertThat(task.stopCodeAsString()).isEqualTo("EssentialContainerExited");
    assertThat(of(task, "job").exitCode()).isEqualTo(3);
    assertThat(of(task, "proxy").exitCode()).isEqualTo(7);
  }

  @Test
  void thatItEndsIsToldWhileOthersStillRun() {
    bench.of(bench.container("job"), sidecar("proxy"));
    bench.runs("job", Script.exits(0, SECOND)).runs("proxy", Script.hangs().stubborn());
    bench.launch();
    bench.loop.runFor(SECOND);

    var notice = bench.told("RUNNING").getLast();

    assertThat(notice.text("desiredStatus")).isEqualTo("STOPPED");
    assertThat(bench.told("STOPPED")).isEmpty();
    bench.loop.runFor(Duration.ofSeconds(20));
    assertThat(bench.told("STOPPED")).hasSize(1);
    assertThat(bench.runtime.live()).isZero();
  }

  @Test
  void aTaskGoesOnWithoutAContainerThatIsNotEssential() {
    bench.of(bench.container("job"), sidecar("proxy"));
    bench.runs("proxy", Script.exits(1, SECOND));
    var arn = bench.launch();

    bench.loop.runFor(Duration.ofMinutes(1));

    var task = bench.task(arn);
    assertThat(task.lastStatus()).isEqualTo("RUNNING");
    assertThat(of(task, "proxy").lastStatus()).isEqualTo("STOPPED");
    assertThat(of(task, "job").lastStatus()).isEqualTo("RUNNING");
  }

  @Test
  void aTaskGoesOnWhenAContainerThatIsNotEssentialCannotBeStarted() {
    bench.of(bench.container("job"), sidecar("proxy"));
    bench.runs("proxy", Script.neverStarts("CannotPullContainerError: none"));
    var arn = bench.launch();

    bench.loop.runFor(SECOND);

    assertThat(bench.task(arn).lastStatus()).isEqualTo("RUNNING");
    assertThat(of(bench.task(arn), "proxy").reason()).isEqualTo("CannotPullContainerError: none");
  }

  @Test
  void aTaskThatLosesAnEssentialContainerAtTheStartHasFailedToStart() {
    bench.of(bench.container("job"), bench.container("proxy"));
    bench.runs("proxy", Script.neverStarts("CannotPullContainerError: none"));
    var arn = bench.launch();

    bench.loop.runFor(SECOND);

    var task = bench.task(arn);
    assertThat(task.stopCodeAsString()).isEqualTo("TaskFailedToStart");
    assertThat(task.stoppedReason()).isEqualTo("CannotPullContainerError: none");
    assertThat(bench.told("RUNNING")).isEmpty();
    assertThat(bench.runtime.live()).isZero();
  }

  @Test
  void containersWithoutAWordAreEssential() {
    bench.of(bench.container("job"), bench.container("twin"));
    bench.runs("twin", Script.exits(0, SECOND));
    var arn = bench.launch();

    bench.loop.runFor(SECOND);

    assertThat(bench.task(arn).lastStatus()).isEqualTo("STOPPED");
  }

  @Test
  void whatOthersWaitForStartsFirstAndEndsLast() {
    bench.of(
        bench.container("job").dependsOn(after("proxy", ContainerCondition.START)),
        sidecar("proxy"));
    bench.runs("job", Script.hangs().stubborn()).runs("proxy", Script.worksUntilAsked(0));
    var arn = bench.launch();
    bench.loop.runFor(SECOND);
    assertThat(bench.started).containsExactly("proxy", "job");

    bench.stop(arn);
    bench.loop.runFor(Duration.ofSeconds(20).minusMillis(1));

    assertThat(of(bench.task(arn), "proxy").lastStatus()).isEqualTo("RUNNING");
    bench.loop.runFor(Duration.ofMillis(1));
    assertThat(of(bench.task(arn), "job").exitCode()).isEqualTo(137);
    assertThat(of(bench.task(arn), "proxy").exitCode()).isEqualTo(0);
    assertThat(bench.task(arn).lastStatus()).isEqualTo("STOPPED");
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {"COMPLETE", "SUCCESS"})
  void aTaskIsPendingUntilItsFirstStepIsDone(ContainerCondition condition) {
    bench.of(bench.container("job").dependsOn(after("setup", condition)), sidecar("setup"));
    bench.runs("setup", Script.exits(0, Duration.ofSeconds(5)));
    var arn = bench.launch();

    bench.loop.runFor(Duration.ofSeconds(5).minusMillis(1));

    assertThat(bench.task(arn).lastStatus()).isEqualTo("PENDING");
    assertThat(bench.started).containsExactly("setup");
    bench.loop.runFor(Duration.ofMillis(1));
    assertThat(bench.task(arn).lastStatus()).isEqualTo("RUNNING");
    assertThat(bench.started).containsExactly("setup", "job");
  }

  @Test
  void aFirstStepThatFailsMattersToThoseWhoWaitForItsSuccess() {
    bench.of(
        bench.container("job").dependsOn(after("setup", ContainerCondition.SUCCESS)),
        sidecar("setup"));
    bench.runs("setup", Script.exits(1, SECOND));
    var arn = bench.launch();

    bench.loop.runFor(SECOND);

    var task = bench.task(arn);
    assertThat(task.stopCodeAsString()).isEqualTo("TaskFailedToStart");
    assertThat(of(task, "job").exitCode()).isNull();
    assertThat(bench.started).containsExactly("setup");
  }

  @Test
  void whoWaitsForTheEndAloneTakesAnyExitCode() {
    bench.of(
        bench.container("job").dependsOn(after("setup", ContainerCondition.COMPLETE)),
        sidecar("setup"));
    bench.runs("setup", Script.exits(1, SECOND));
    var arn = bench.launch();

    bench.loop.runFor(SECOND);

    assertThat(bench.task(arn).lastStatus()).isEqualTo("RUNNING");
  }

  @Test
  void aTaskThatIsStoppedDuringItsFirstStepNeverStartsTheNext() {
    bench.of(
        bench.container("job").dependsOn(after("setup", ContainerCondition.SUCCESS)),
        sidecar("setup"));
    var arn = bench.launch();
    bench.loop.runFor(SECOND);

    bench.stop(arn);
    bench.loop.runFor(Duration.ofMinutes(1));

    var task = bench.task(arn);
    assertThat(task.lastStatus()).isEqualTo("STOPPED");
    assertThat(task.stopCodeAsString()).isEqualTo("UserInitiated");
    assertThat(bench.started).containsExactly("setup");
    assertThat(of(task, "setup").exitCode()).isZero();
    assertThat(of(task, "job").exitCode()).isNull();
  }

  @Test
  void overridesAreByContainer() {
    bench.of(bench.container("job"), sidecar("proxy"));
    var arn =
        bench.launch(
            EcsBench.request()
                .overrides(
                    EcsBench.overrides(
                        "256",
                        "512",
                        ContainerOverride.builder().name("proxy").command("other").build()))
                .build());
    bench.loop.runFor(SECOND);

    assertThat(bench.task(arn).overrides().containerOverrides())
        .extracting(ContainerOverride::name)
        .isEqualTo(List.of("proxy"));
  }
}

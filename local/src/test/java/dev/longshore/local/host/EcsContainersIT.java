package dev.longshore.local.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.local.docker.DockerRuntime;
import dev.longshore.local.ecs.CapacityMarket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.MountPoint;
import software.amazon.awssdk.services.ecs.model.Tmpfs;

/** A served ECS whose tasks are containers of a real engine, as one of AWS would have them. */
@Tag("containers")
class EcsContainersIT {

  private static final String IMAGE = "debian:bookworm-slim";
  private static final String DEAF = "trap '' TERM; while :; do sleep 0.1; done";

  @TempDir private Path folder;
  private @Nullable HostedEcs ecs;

  @BeforeEach
  void start() throws InterruptedException {
    ecs =
        HostedEcs.start(
            folder,
            (_, data, notes) -> DockerRuntime.start(data.stack(), notes),
            CapacityMarket.CALM);
  }

  @AfterEach
  void close() {
    // Null where there is no engine, which has been said by then.
    if (ecs != null) {
      ecs.close();
    }
  }

  private HostedEcs ecs() {
    return Objects.requireNonNull(ecs);
  }

  private static ContainerDefinition.Builder container(String name, String... command) {
    return ContainerDefinition.builder().name(name).image(IMAGE).command(command);
  }

  @Test
  void aTaskThatTakesTooMuchMemoryIsKilledForThat() {
    ecs().register(container("job", "tail", "/dev/zero"));

    var task = ecs().awaitStopped(ecs().run());

    assertThat(task.stopCodeAsString()).isEqualTo("EssentialContainerExited");
    assertThat(HostedEcs.container(task, "job").exitCode()).isEqualTo(137);
    assertThat(HostedEcs.container(task, "job").reason())
        .isEqualTo("OutOfMemoryError: Container killed due to memory usage");
  }

  @Test
  void aContainersOwnLimitIsBelowItsTasks() {
    // 64 MiB at once are within the task's 512 MiB, and not within the container's 16.
    ecs()
        .register(
            container("job", "bash", "-c", "x=$(head -c 64M /dev/zero | tr '\\0' x); echo ${#x}")
                .memory(16));

    var task = ecs().awaitStopped(ecs().run());

    assertThat(HostedEcs.container(task, "job").reason()).startsWith("OutOfMemoryError");
  }

  @Test
  void aSidecarThatIsDeafIsKilledAfterItsStopTimeout() {
    ecs()
        .register(
            container("job", "sleep", "1"),
            container("proxy", "bash", "-c", DEAF).essential(false).stopTimeout(2));

    var task = ecs().awaitStopped(ecs().run());

    assertThat(HostedEcs.container(task, "job").exitCode()).isZero();
    assertThat(HostedEcs.container(task, "proxy").exitCode()).isEqualTo(137);
    assertThat(Duration.between(task.stoppingAt(), task.executionStoppedAt()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aJobWaitsForItsFirstStep() {
    var after =
        ContainerDependency.builder()
            .containerName("setup")
            .condition(ContainerCondition.SUCCESS)
            .build();
    ecs()
        .register(
            container("job", "true").dependsOn(after),
            container("setup", "sh", "-c", "exit 4").essential(false));

    var task = ecs().awaitStopped(ecs().run());

    assertThat(task.stopCodeAsString()).isEqualTo("TaskFailedToStart");
    assertThat(HostedEcs.container(task, "setup").exitCode()).isEqualTo(4);
    assertThat(HostedEcs.container(task, "job").exitCode()).isNull();
  }

  @Test
  void aContainerWithAReadOnlyRootWritesWhereItsDefinitionSays() {
    var memory = Tmpfs.builder().containerPath("/tmp").size(16).mountOptions("rw", "mode=1777");
    var scratch = MountPoint.builder().sourceVolume("scratch").containerPath("/scratch");
    ecs()
        .register(
            container("job", "sh", "-c", "touch /scratch/a /tmp/b && ! touch /c")
                .readonlyRootFilesystem(true)
                .mountPoints(scratch.build())
                .linuxParameters(linux -> linux.tmpfs(memory.build())));

    var task = ecs().awaitStopped(ecs().run());

    assertThat(HostedEcs.container(task, "job").exitCode()).isZero();
  }

  @Test
  void anImageThatIsNotToBeHadIsATaskThatFailedToStart() {
    ecs().register(container("job", "true").image("longshore.invalid/none:1"));

    var task = ecs().awaitStopped(ecs().run());

    assertThat(task.stopCodeAsString()).isEqualTo("TaskFailedToStart");
    assertThat(task.stoppedReason()).startsWith("CannotPullContainerError: ");
  }
}

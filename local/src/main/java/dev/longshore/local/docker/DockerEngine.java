package dev.longshore.local.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.VolumeOptions;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.longshore.local.runtime.ContainerSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The Docker engine that {@code DOCKER_HOST} or else the machine's own socket leads to, and the
 * containers on it that carry our owner's label.
 */
final class DockerEngine implements AutoCloseable {

  /** Who a container belongs to: a data folder, which one process has at a time. */
  static final String OWNER = "dev.longshore.owner";

  /** The id of the task that a container is of. */
  static final String TASK = "dev.longshore.task";

  /** The container's name in its task. */
  static final String CONTAINER = "dev.longshore.container";

  private static final int CONNECTIONS_MAX = 2_000;
  private static final Duration CONNECT_MAX = Duration.ofSeconds(5);

  private final DockerClient docker;
  private final String owner;
  private final Info info;

  private DockerEngine(DockerClient docker, String owner, Info info) {
    this.docker = docker;
    this.owner = owner;
    this.info = info;
  }

  /**
   * Finds the engine.
   *
   * @throws EngineUnusable if none answers
   */
  static DockerEngine connect(String owner) {
    var config = DefaultDockerClientConfig.createDefaultConfigBuilder().build();
    try {
      // Each container that runs has two connections open: for its log, and for its end.
      var http =
          new ZerodepDockerHttpClient.Builder()
              .dockerHost(config.getDockerHost())
              .maxConnections(CONNECTIONS_MAX)
              .connectionTimeout(CONNECT_MAX)
              .build();
      var docker = DockerClientImpl.getInstance(config, http);
      return new DockerEngine(docker, owner, docker.infoCmd().exec());
    } catch (RuntimeException e) {
      throw new EngineUnusable(
          "no Docker engine answers at %s: start one, or name one in DOCKER_HOST, or do without (--runtime process)"
              .formatted(config.getDockerHost()),
          e);
    }
  }

  DockerClient docker() {
    return docker;
  }

  /** How many CPUs it has; it refuses a limit above. */
  int processors() {
    return Objects.requireNonNullElse(info.getNCPU(), 1);
  }

  /** What kind of machine it is on. */
  PauseProgram.Machine machine() {
    return PauseProgram.Machine.of(Objects.requireNonNullElse(info.getArchitecture(), ""));
  }

  /** The labels of a task's container. */
  Map<String, String> labels(String task, String container) {
    return Map.of(OWNER, owner, TASK, task, CONTAINER, container);
  }

  /** Has an image at hand, by pulling it if need be; else answers why there is none. */
  Optional<Refusal> provide(String image) throws InterruptedException {
    try {
      var _ = docker.inspectImageCmd(image).exec();
      return Optional.empty();
    } catch (NotFoundException e) {
      return pull(image);
    }
  }

  private Optional<Refusal> pull(String image) throws InterruptedException {
    try {
      var _ = docker.pullImageCmd(image).start().awaitCompletion();
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(Refusal.ofImage(image, e));
    }
  }

  /** Makes and starts a container, and answers its id. */
  String start(CreateContainerCmd command) {
    var id = command.exec().getId();
    try {
      var _ = docker.startContainerCmd(id).exec();
      return id;
    } catch (RuntimeException e) {
      remove(id);
      throw e;
    }
  }

  /** Sends a signal; nothing happens if the container does not run. */
  void signal(String id, String signal) {
    try {
      var _ = docker.killContainerCmd(id).withSignal(signal).exec();
    } catch (RuntimeException e) {
      // It has ended, which is what the signal was for; or the engine has, and it with that.
    }
  }

  /** Removes a container, running or not. */
  void remove(String id) {
    try {
      var _ = docker.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
    } catch (RuntimeException e) {
      // It is gone, or is going; what an engine's outage leaves, the next life removes.
    }
  }

  /** A volume of a task, which the engine makes for the first container that has it. */
  Mount volume(String task, ContainerSpec.Mount mount) {
    return new Mount()
        .withType(MountType.VOLUME)
        .withSource("longshore-%s-%s".formatted(task, mount.volume()))
        .withTarget(mount.path())
        .withReadOnly(mount.readOnly())
        .withVolumeOptions(new VolumeOptions().withLabels(Map.of(OWNER, owner, TASK, task)));
  }

  /** Removes the volumes of a task that has no container any more. */
  void removeVolumes(String task) {
    removeVolumes(TASK, task);
  }

  private void removeVolumes(String label, String value) {
    try {
      var found =
          docker
              .listVolumesCmd()
              .withFilter("label", List.of("%s=%s".formatted(label, value)))
              .exec()
              .getVolumes();
      if (found != null) {
        found.forEach(volume -> docker.removeVolumeCmd(volume.getName()).exec());
      }
    } catch (RuntimeException e) {
      // A container that is going still has it; what is left, the next life removes.
    }
  }

  /** Removes whatever carries our label, and answers how many containers that were. */
  int removeOurs() {
    var ours = ours();
    ours.forEach(container -> remove(container.getId()));
    removeVolumes(OWNER, owner);
    return ours.size();
  }

  private List<Container> ours() {
    return docker
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(Map.of(OWNER, owner))
        .exec();
  }

  @Override
  public void close() {
    try {
      docker.close();
    } catch (IOException e) {
      // Nothing is asked of it any more.
    }
  }
}

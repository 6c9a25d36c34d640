package dev.longshore.local.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import dev.longshore.local.runtime.ContainerSpec;
import dev.longshore.local.runtime.TaskSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the engine is asked for, for one container of a task. */
record ContainerRequest(DockerEngine engine, TaskSpec spec) {

  private static final String HOST = "host.docker.internal:host-gateway";
  private static final long MIB = 1L << 20;
  private static final double UNITS_A_CPU = 1024;
  private static final double NANOS_A_CPU = 1e9;
  private static final int SHARES_MIN = 2;

  String task() {
    return spec.id();
  }

  Path log() {
    return spec.log();
  }

  ContainerSpec container() {
    return Objects.requireNonNull(spec.container());
  }

  /**
   * The command that makes it.
   *
   * @param network the container whose network it shares; null for one of its own
   */
  CreateContainerCmd command(@Nullable String network) {
    var container = container();
    var command =
        engine
            .docker()
            .createContainerCmd(container.image())
            .withLabels(engine.labels(spec.id(), container.name()))
            .withEnv(
                spec.environment().entrySet().stream()
                    .map(variable -> variable.getKey() + "=" + variable.getValue())
                    .toList())
            .withHostConfig(hostConfig(network));
    if (!spec.command().isEmpty()) {
      command.withCmd(spec.command());
    }
    if (!container.entryPoint().isEmpty()) {
      command.withEntrypoint(container.entryPoint());
    }
    if (container.user() != null) {
      command.withUser(container.user());
    }
    if (container.workingDirectory() != null) {
      command.withWorkingDir(container.workingDirectory());
    }
    return command;
  }

  private HostConfig hostConfig(@Nullable String network) {
    var container = container();
    var memory = container.memory() * MIB;
    var cpus = Math.min(container.cpu() / UNITS_A_CPU, engine.processors());
    var config =
        HostConfig.newHostConfig()
            .withMemory(memory)
            // No swap beside it: Fargate has none.
            .withMemorySwap(memory)
            .withNanoCPUs((long) (cpus * NANOS_A_CPU))
            .withReadonlyRootfs(container.readonlyRoot())
            .withInit(container.init())
            .withTmpFs(container.tmpfs())
            .withMounts(
                container.mounts().stream().map(mount -> engine.volume(spec.id(), mount)).toList());
    if (container.cpuShares() != null && container.cpuShares() >= SHARES_MIN) {
      config.withCpuShares(container.cpuShares());
    }
    if (network == null) {
      config.withExtraHosts(HOST);
    } else {
      config.withNetworkMode("container:" + network);
    }
    var checkpoint = spec.checkpoint();
    if (checkpoint != null) {
      // Seen where it is here, since that is what the task is told.
      var place = made(checkpoint).toString();
      config.withBinds(new Bind(place, new Volume(place)));
    }
    return config;
  }

  private static Path made(Path folder) {
    try {
      return Files.createDirectories(folder.toAbsolutePath());
    } catch (IOException e) {
      throw new UncheckedIOException("no checkpoint folder can be made: " + e.getMessage(), e);
    }
  }
}

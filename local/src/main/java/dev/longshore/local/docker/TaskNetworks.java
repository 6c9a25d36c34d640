package dev.longshore.local.docker;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.HostConfig;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The networks of tasks with several containers. Each is that of a container that does nothing, and
 * so outlives all others of its task in whatever order they come and go.
 */
final class TaskNetworks {

  private static final String NAME = "~network";
  private static final String HOST = "host.docker.internal:host-gateway";

  private final DockerEngine engine;
  private final Map<String, Network> networks = new HashMap<>();

  TaskNetworks(DockerEngine engine) {
    this.engine = engine;
  }

  private record Network(String container, Set<DockerTask> members) {}

  /**
   * Adds a member to a task's network, and answers the container that it is of.
   *
   * @param image one that the engine has
   */
  synchronized String join(String task, DockerTask member, String image) {
    var network =
        networks.computeIfAbsent(task, _ -> new Network(start(task, image), new HashSet<>()));
    network.members().add(member);
    return network.container();
  }

  /** The last member that leaves takes the network with it; who is none changes nothing. */
  synchronized void leave(String task, DockerTask member) {
    var network = networks.get(task);
    if (network != null && network.members().remove(member) && network.members().isEmpty()) {
      networks.remove(task);
      engine.remove(network.container());
    }
  }

  private String start(String task, String image) {
    var docker = engine.docker();
    var id =
        docker
            .createContainerCmd(image)
            .withEntrypoint("/" + PauseProgram.NAME)
            .withCmd()
            .withLabels(engine.labels(task, NAME))
            .withHostConfig(HostConfig.newHostConfig().withExtraHosts(HOST))
            .exec()
            .getId();
    try {
      docker
          .copyArchiveToContainerCmd(id)
          .withRemotePath("/")
          .withTarInputStream(PauseProgram.archive(engine.machine()))
          .exec();
      var _ = docker.startContainerCmd(id).exec();
      return id;
    } catch (DockerException e) {
      engine.remove(id);
      throw e;
    }
  }
}

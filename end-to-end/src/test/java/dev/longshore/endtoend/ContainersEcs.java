package dev.longshore.endtoend;

import static org.assertj.core.api.Assertions.fail;

import com.github.dockerjava.api.model.Container;
import dev.longshore.json.Fields;
import dev.longshore.local.data.DataFolder;
import dev.longshore.local.docker.DockerRuntime;
import dev.longshore.local.ecs.CapacityMarket;
import dev.longshore.local.ecs.Lifecycle;
import dev.longshore.local.ecs.events.EventForwarder;
import dev.longshore.local.host.EcsHost;
import dev.longshore.local.host.EcsOptions;
import dev.longshore.local.process.DataLock;
import dev.longshore.local.process.DataLock.Taken;
import dev.longshore.run.AttemptKey;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.utility.DockerImageName;

/**
 * What {@code longshore ecs --runtime docker --events …} serves, at an address that containers
 * reach, with the mishaps of the scenarios: it takes back the first Spot task of one job, and loses
 * the last event of another.
 */
final class ContainersEcs implements AutoCloseable {

  private static final String BASE = "debian:bookworm-slim";
  private static final String REPOSITORY =
      "%s.dkr.ecr.%s.amazonaws.com/longshore-end-to-end"
          .formatted(LocalStack.ACCOUNT, LocalStack.REGION);
  private static final String TAG = "1";

  private static final String RECLAIMED = "reclaimed";
  private static final String UNHEARD = "unheard";
  private static final Duration RECLAIMED_AFTER = Duration.ofSeconds(1);

  /** The label by which the runtime knows its containers. */
  private static final String OWNER = "dev.longshore.owner";

  private final DataFolder data;
  private final EcsHost host;
  private final EventForwarder bus;
  private final CountDownLatch lost = new CountDownLatch(1);

  private ContainersEcs(Path folder, URI events) throws InterruptedException, SocketException {
    provideImage();
    bus = EventForwarder.to(events, LocalStack.REGION, System.err::println);
    CapacityMarket market =
        (startedBy, _) ->
            isOf(RECLAIMED, startedBy) && AttemptKey.parse(startedBy).orElseThrow().n() == 1
                ? Optional.of(RECLAIMED_AFTER)
                : Optional.empty();
    var options =
        new EcsOptions(
            new InetSocketAddress(bridge(), 0),
            LocalStack.ACCOUNT,
            LocalStack.REGION,
            1,
            Lifecycle.INSTANT,
            market,
            Map.of(),
            Map.of(),
            this::forward,
            System.err::println);
    data = new DataFolder(folder);
    var lock = ((Taken) DataLock.take(data.path())).lock();
    host =
        new EcsHost(
            lock, data, (_, own, notes) -> DockerRuntime.start(own.stack(), notes), options);
    Thread.ofPlatform().name("ecs").start(host::run);
  }

  /**
   * Begins to serve.
   *
   * @param folder of the logs
   * @param events where events are put
   */
  static ContainersEcs start(Path folder, URI events) throws InterruptedException, SocketException {
    return new ContainersEcs(folder, events);
  }

  /** The image of the jobs under the name that it would have in ECR. */
  private static void provideImage() {
    var docker = DockerClientFactory.instance().client();
    docker
        .tagImageCmd(new RemoteDockerImage(DockerImageName.parse(BASE)).get(), REPOSITORY, TAG)
        .exec();
  }

  /** Where containers find this machine. */
  private static Inet4Address bridge() throws SocketException {
    var docker = NetworkInterface.getByName("docker0");
    if (docker == null) {
      return fail("no interface docker0: start a Docker engine");
    }
    return docker
        .inetAddresses()
        .filter(Inet4Address.class::isInstance)
        .map(Inet4Address.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private void forward(Map<String, Object> event) {
    var task = Fields.of(event.get("detail"));
    if (isOf(UNHEARD, task.text("startedBy")) && task.text("lastStatus").equals("STOPPED")) {
      lost.countDown();
    } else {
      bus.accept(event);
    }
  }

  private static boolean isOf(String job, String startedBy) {
    return AttemptKey.parse(startedBy)
        .filter(key -> key.run().job().value().equals(job))
        .isPresent();
  }

  URI endpoint() {
    return host.endpoint();
  }

  /** Waits until the event is lost that tells the end of the job `unheard`. */
  void awaitLostEvent(Duration max) throws InterruptedException {
    if (!lost.await(max.toMillis(), TimeUnit.MILLISECONDS)) {
      fail("no task of %s has stopped", UNHEARD);
    }
  }

  /** The containers of tasks that are on the engine, whatever they do. */
  List<String> containers() {
    return DockerClientFactory.instance()
        .client()
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(Map.of(OWNER, data.stack()))
        .exec()
        .stream()
        .map(Container::getId)
        .toList();
  }

  @Override
  public void close() {
    host.finish();
    host.close();
    bus.close();
    DockerClientFactory.instance()
        .client()
        .removeImageCmd(REPOSITORY + ":" + TAG)
        .withForce(true)
        .exec();
  }
}

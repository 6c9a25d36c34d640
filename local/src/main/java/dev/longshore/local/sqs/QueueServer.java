package dev.longshore.local.sqs;

import com.typesafe.config.ConfigFactory;
import dev.longshore.local.data.DataFolderUnusable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.stream.StreamTcpException;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;

/**
 * The queues for real use: ElasticMQ, on a port of the loopback interface, with its queues and
 * messages in the data folder. What a client was told is sent stays, and what it was told is
 * deleted does not come back, also if the process dies at any moment.
 *
 * <p>Whoever had received a message has died with the server, so all messages that were not deleted
 * can be received at once after a start.
 *
 * <p>ElasticMQ is not SQS: a message stays until it is deleted, whatever the queue's retention; the
 * receipt of an earlier receipt is refused instead of ignored; the size of a message is that of its
 * body in characters, without its attributes; errors of parameters have other codes; who goes away
 * while he waits may still be given a message, which is then out of sight for its time-out; and its
 * time is the machine's, however fast the loop's runs.
 *
 * @see <a href="https://github.com/softwaremill/elasticmq">ElasticMQ</a>
 */
public final class QueueServer implements AutoCloseable {

  private static final String HOST = "127.0.0.1";

  private final ActorSystem system;
  private final QueueStore store;
  private final int port;

  private QueueServer(ActorSystem system, QueueStore store, int port) {
    this.system = system;
    this.store = store;
    this.port = port;
  }

  /**
   * Where a server is and what it has.
   *
   * @param folder that its data is in
   * @param port that it listens on; 0 for any that is free
   * @param account that its queues are in, 12 digits
   * @param queues that it has, beside those that were created before
   */
  public record Settings(
      Path folder, int port, String account, String region, List<JobQueue> queues) {}

  /**
   * Starts a server, and returns once its queues can be used.
   *
   * @param onFailure is told, at most once and on any thread, when the data folder has become
   *     unusable; the server ends then, and nobody was answered whose change could not be kept
   * @throws DataFolderUnusable if its folder cannot be used from the start
   * @throws PortUnusable if its port cannot be listened on
   */
  public static QueueServer start(Settings settings, Consumer<DataFolderUnusable> onFailure) {
    checkPort(settings.port());
    return start(settings, QueueStore.open(settings.folder()), onFailure);
  }

  static QueueServer start(
      Settings settings, QueueStore store, Consumer<DataFolderUnusable> onFailure) {
    var config =
        ConfigFactory.parseResources(QueueServer.class, "queue-server.conf")
            .withFallback(ConfigFactory.load());
    var system = ActorSystem.create("queues", config);
    var clock = new NowProvider();
    try {
      var recorder =
          system.actorOf(
              Props.create(
                  QueueRecorder.class, () -> new QueueRecorder(store, failing(system, onFailure))));
      var queues =
          system.actorOf(
              Props.create(
                  QueueManagerActor.class,
                  () ->
                      new QueueManagerActor(
                          clock, StrictSQSLimits$.MODULE$, Option.apply(recorder))));
      var now = Instant.ofEpochMilli(clock.nowMillis());
      QueueRestoration.restore(store, settings.queues(), queues, now);
      var gate =
          system.actorOf(Props.create(QueueGate.class, () -> new QueueGate(queues, recorder)));
      return new QueueServer(system, store, listen(settings, system, gate));
    } catch (RuntimeException e) {
      stop(system, store);
      throw e;
    }
  }

  private static Consumer<DataFolderUnusable> failing(
      ActorSystem system, Consumer<DataFolderUnusable> onFailure) {
    return failure -> {
      // What ElasticMQ holds is no longer what is kept; it must not answer anybody any more.
      system.terminate();
      onFailure.accept(failure);
    };
  }

  private static int listen(Settings settings, ActorSystem system, ActorRef queues) {
    try {
      return SQSRestServerBuilder.withActorSystem(system)
          .withQueueManagerActor(queues)
          .withInterface(HOST)
          .withPort(settings.port())
          .withAWSAccountId(settings.account())
          .withAWSRegion(settings.region())
          .start()
          .waitUntilStarted()
          .localAddress()
          .getPort();
    } catch (StreamTcpException e) {
      throw new PortUnusable(settings.port(), e);
    }
  }

  /** Says at once and cheaply what ElasticMQ would say late. */
  private static void checkPort(int port) {
    try (var probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(InetAddress.ofLiteral(HOST), port));
    } catch (IOException e) {
      throw new PortUnusable(port, e);
    }
  }

  /** Where a client finds it. */
  public URI endpoint() {
    return URI.create("http://%s:%d".formatted(HOST, port));
  }

  /** Ends it, with every connection to it. */
  @Override
  public void close() {
    stop(system, store);
  }

  private static void stop(ActorSystem system, QueueStore store) {
    system.terminate();
    var _ = ElasticFutures.await(system.whenTerminated());
    store.close();
  }
}

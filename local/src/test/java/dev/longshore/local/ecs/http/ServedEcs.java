package dev.longshore.local.ecs.http;

import dev.longshore.local.call.Calls;
import dev.longshore.local.ecs.CapacityMarket;
import dev.longshore.local.ecs.ClusterCapacity;
import dev.longshore.local.ecs.Lifecycle;
import dev.longshore.local.ecs.SimulatedEcs;
import dev.longshore.local.ecs.TaskDefinitions;
import dev.longshore.local.ecs.account.EcsAccount;
import dev.longshore.local.loop.RealLoop;
import dev.longshore.local.runtime.Script;
import dev.longshore.local.runtime.ScriptedRuntime;
import dev.longshore.local.runtime.TaskSpec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;

/** An ECS that is served, with the SDK's own client of it. A task does what its command says. */
final class ServedEcs implements AutoCloseable {

  static final String ACCOUNT = "123456789012";
  static final String REGION = "eu-west-1";

  private final RealLoop loop = new RealLoop(Instant.parse("2026-11-21T12:00:00Z"), 1);
  private final ScriptedRuntime runtime = new ScriptedRuntime(loop, ServedEcs::script);
  private final EcsServer server;
  private final EcsClient client;
  final List<Map<String, Object>> events = new CopyOnWriteArrayList<>();
  private volatile boolean over;

  ServedEcs() {
    var account = new EcsAccount(ACCOUNT, REGION, loop, this::cluster);
    server =
        EcsServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), loop, account);
    Thread.ofPlatform().start(() -> loop.run(() -> over));
    client =
        EcsClient.builder()
            .endpointOverride(server.endpoint())
            .region(Region.of(REGION))
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  private static Script script(TaskSpec spec) {
    return switch (spec.command().getFirst()) {
      case "quick" -> Script.exits(0, Duration.ofMillis(50));
      case "fail" -> Script.exits(3, Duration.ofMillis(50));
      default -> Script.worksUntilAsked(143);
    };
  }

  private SimulatedEcs cluster(String name, ClusterCapacity capacity, TaskDefinitions definitions) {
    var options =
        new SimulatedEcs.Options(
            name,
            ACCOUNT,
            REGION,
            Lifecycle.INSTANT,
            CapacityMarket.CALM,
            Duration.ofSeconds(30),
            Duration.ofSeconds(2),
            1000,
            true,
            capacity);
    return new SimulatedEcs(
        loop,
        runtime,
        definitions,
        (id, _, command, environment) ->
            new TaskSpec(id, command, environment, Path.of("."), Path.of("log")),
        options,
        events::add,
        Calls.DIRECT,
        new SplittableRandom(name.hashCode()));
  }

  EcsClient client() {
    return client;
  }

  URI endpoint() {
    return server.endpoint();
  }

  @Override
  public void close() {
    client.close();
    server.close();
    over = true;
    loop.wake();
  }
}

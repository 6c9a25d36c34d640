package dev.longshore.local.ecs.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.longshore.json.Json;
import dev.longshore.local.loop.EventLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.ecs.EcsClient;

/**
 * Serves an ECS as AWS does: AWS JSON 1.1 at the path {@code /}, the operation in the header {@code
 * X-Amz-Target}. Signatures are not looked at. All calls are made on the event loop.
 */
public final class EcsServer implements AutoCloseable {

  /** The longest request: several times what ECS takes as a task definition. */
  static final int REQUEST_MAX = 1 << 20;

  private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
  private static final int BACKLOG = 100;
  private static final int POST_ONLY = 405;
  private static final int TOO_LARGE = 413;

  private final HttpServer server;
  private final ExecutorService threads;
  private final EventLoop loop;
  private final EcsClient ecs;
  private final AtomicLong requests = new AtomicLong();

  private EcsServer(HttpServer server, ExecutorService threads, EventLoop loop, EcsClient ecs) {
    this.server = server;
    this.threads = threads;
    this.loop = loop;
    this.ecs = ecs;
  }

  /**
   * Begins to serve.
   *
   * @param address where; port 0 for any that is free
   * @param loop that somebody runs, as long as this serves
   * @throws AddressUnusable if that cannot be listened on
   */
  public static EcsServer start(InetSocketAddress address, EventLoop loop, EcsClient ecs) {
    // Without it each answer on a connection that is kept waits for the other side's delayed
    // acknowledgement, 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      var server = HttpServer.create(address, BACKLOG);
      var threads = Executors.newVirtualThreadPerTaskExecutor();
      var started = new EcsServer(server, threads, loop, ecs);
      server.setExecutor(threads);
      server.createContext("/", started::serve);
      server.start();
      return started;
    } catch (IOException e) {
      throw new AddressUnusable(address, e);
    }
  }

  /** What clients are given as their endpoint. */
  public URI endpoint() {
    var address = server.getAddress();
    var host = address.getAddress().getHostAddress();
    return URI.create(
        "http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, address.getPort()));
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readNBytes(REQUEST_MAX + 1);
      if (!exchange.getRequestMethod().equals("POST")) {
        send(exchange, Reply.of(POST_ONLY, "UnknownOperationException", "ECS takes POST."));
      } else if (body.length > REQUEST_MAX) {
        send(
            exchange,
            Reply.of(
                TOO_LARGE,
                "RequestEntityTooLargeException",
                "A request has at most %d bytes.".formatted(REQUEST_MAX)));
      } else {
        var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        var text = new String(body, StandardCharsets.UTF_8);
        send(exchange, onLoop(Objects.requireNonNullElse(target, ""), text));
      }
    }
  }

  private Reply onLoop(String target, String body) {
    var reply = new CompletableFuture<Reply>();
    var _ = loop.soon(() -> reply.complete(Reply.to(target, body, ecs)));
    return reply.join();
  }

  private void send(HttpExchange exchange, Reply reply) throws IOException {
    var bytes = Json.write(reply.body()).getBytes(StandardCharsets.UTF_8);
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", CONTENT_TYPE);
    headers.set("x-amzn-RequestId", new UUID(0, requests.incrementAndGet()).toString());
    reply.error().ifPresent(name -> headers.set("x-amzn-ErrorType", name));
    exchange.sendResponseHeaders(reply.status(), bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

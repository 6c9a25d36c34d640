package dev.longshore.aws.dynamodb;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A DynamoDB that is not AWS's, or more of AWS: MiniStack, as a process of its own on a free port
 * of the loopback.
 */
public final class MiniStack {

  private static final String COMMAND = "ministack";
  private static final Duration START_MAX = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Process process;
  private final Path log;
  private final InetSocketAddress address;

  private MiniStack(Process process, Path log, InetSocketAddress address) {
    this.process = process;
    this.log = log;
    this.address = address;
  }

  /**
   * Starts it and waits until it takes connections; its log goes to {@code folder}.
   *
   * @param services those that it has, between commas
   */
  public static MiniStack start(Path folder, String services)
      throws IOException, InterruptedException {
    var address = free();
    var log = folder.resolve("ministack.log");
    var command =
        new ProcessBuilder(COMMAND).redirectErrorStream(true).redirectOutput(log.toFile());
    command.environment().put("GATEWAY_PORT", Integer.toString(address.getPort()));
    command.environment().put("BIND_HOST", address.getHostString());
    command.environment().put("SERVICES", services);
    var started = new MiniStack(start(command), log, address);
    started.awaitConnections();
    return started;
  }

  private static Process start(ProcessBuilder command) {
    try {
      return command.start();
    } catch (IOException e) {
      return fail(
          "no command ministack: python3 -m venv target/ministack && target/ministack/bin/pip"
              + " install ministack==1.5.33 && PATH=\"$PWD/target/ministack/bin:$PATH\"",
          e);
    }
  }

  private static InetSocketAddress free() throws IOException {
    var loopback = InetAddress.getLoopbackAddress().getHostAddress();
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName(loopback))) {
      return InetSocketAddress.createUnresolved(loopback, socket.getLocalPort());
    }
  }

  private void awaitConnections() throws IOException, InterruptedException {
    var end = System.nanoTime() + START_MAX.toNanos();
    while (!takesConnections()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        stop();
        fail("ministack did not start:%n%s", Files.readString(log));
      }
      Thread.sleep(PAUSE);
    }
  }

  private boolean takesConnections() {
    try (var _ = new Socket(address.getHostString(), address.getPort())) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  public URI endpoint() {
    return URI.create("http://%s:%d".formatted(address.getHostString(), address.getPort()));
  }

  public void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}

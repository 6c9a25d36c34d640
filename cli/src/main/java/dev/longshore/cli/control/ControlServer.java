package dev.longshore.cli.control;

import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import dev.longshore.local.data.DataFolderUnusable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Serves commands on a loopback socket. Its address and a token are in a file that the owner of the
 * data folder alone can read; who does not send the token is not answered.
 */
public final class ControlServer implements AutoCloseable {

  /** The longest request: more than any run's parameters may have. */
  static final int REQUEST_MAX = 1 << 20;

  private static final int TOKEN_BYTES = 32;
  private static final int BACKLOG = 50;

  private final ServerSocket socket;
  private final Path file;
  private final String token;
  private final Control control;

  private ControlServer(ServerSocket socket, Path file, String token, Control control) {
    this.socket = socket;
    this.file = file;
    this.token = token;
    this.control = control;
  }

  /** Begins to serve, on a free port. */
  public static ControlServer start(Path file, Control control) {
    try {
      var socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
      var server = new ControlServer(socket, file, newToken(), control);
      server.publish();
      Thread.ofVirtual().name("longshore-control").start(server::accept);
      return server;
    } catch (IOException e) {
      throw new DataFolderUnusable("%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static String newToken() {
    var bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private void publish() throws IOException {
    var json =
        Json.object()
            .put("port", socket.getLocalPort())
            .put("token", token)
            .put("process", ProcessHandle.current().pid());
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, Json.write(json.fields()));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        var connection = socket.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException e) {
        return; // the socket was closed, and with it the service
      }
    }
  }

  private void serve(Socket connection) {
    try (connection;
        var reader =
            new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        var writer = new PrintWriter(connection.getOutputStream(), false, StandardCharsets.UTF_8)) {
      connection.setTcpNoDelay(true);
      for (var line = readLine(reader); line != null; line = readLine(reader)) {
        if (!answer(Json.parseObject(line), writer)) {
          return;
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      // Whoever asked has gone, or did not speak our language.
    } catch (DataFolderUnusable e) {
      // The loop has met it too, and ends this process with a line of its own. Whether what was
      // asked for has been written is not known, and so whoever asked is told nothing.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean answer(Fields request, PrintWriter writer) throws InterruptedException {
    if (!isToken(request.text("token"))) {
      return false;
    }
    try {
      control.handle(request, answer -> send(writer, answer));
      send(writer, Map.of("done", true));
    } catch (IllegalArgumentException e) {
      send(writer, Map.of("refused", String.valueOf(e.getMessage())));
    }
    return !writer.checkError();
  }

  private static void send(PrintWriter writer, Map<String, ?> answer) {
    writer.println(Json.write(answer));
    writer.flush();
  }

  private boolean isToken(String given) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable String readLine(BufferedReader reader) throws IOException {
    var line = new StringBuilder();
    for (var c = reader.read(); c != '\n'; c = reader.read()) {
      if (c < 0 || line.length() >= REQUEST_MAX) {
        return null;
      }
      line.append((char) c);
    }
    return line.toString();
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
      socket.close();
    } catch (IOException e) {
      throw new DataFolderUnusable("%s cannot be removed: %s".formatted(file, e.getMessage()), e);
    }
  }
}

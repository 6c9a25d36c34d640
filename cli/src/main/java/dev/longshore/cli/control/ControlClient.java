package dev.longshore.cli.control;

import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import dev.longshore.json.Json.Building;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Speaks to the process that writes a data folder. */
public final class ControlClient implements AutoCloseable {

  private final Socket socket;
  private final BufferedReader reader;
  private final PrintWriter writer;
  private final String token;

  private ControlClient(Socket socket, String token) throws IOException {
    this.socket = socket;
    this.token = token;
    this.reader =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    this.writer = new PrintWriter(socket.getOutputStream(), false, StandardCharsets.UTF_8);
    socket.setTcpNoDelay(true);
  }

  /** Connects to the process that has written {@code file}; empty if nobody is there to answer. */
  public static Optional<ControlClient> connect(Path file) {
    try {
      var fields = Json.parseObject(Files.readString(file));
      var socket = new Socket(InetAddress.getLoopbackAddress(), fields.integer("port"));
      return Optional.of(new ControlClient(socket, fields.text("token")));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty(); // no process serves the folder, or one that is just coming or going
    }
  }

  /**
   * Sends a request and hands on the answers.
   *
   * @throws IllegalArgumentException if it is refused; the message is a line for people
   * @throws ControlLost if the process ended before it was done
   */
  public void ask(Building request, Consumer<Fields> answers) {
    writer.println(Json.write(request.put("token", token).fields()));
    writer.flush();
    while (true) {
      var answer = read();
      if (answer.has("refused")) {
        throw new IllegalArgumentException(answer.text("refused"));
      }
      if (answer.isTrue("done")) {
        return;
      }
      answers.accept(answer);
    }
  }

  private Fields read() {
    try {
      var line = reader.readLine();
      if (line != null) {
        return Json.parseObject(line);
      }
    } catch (IOException e) {
      throw new ControlLost(e);
    }
    throw new ControlLost(null);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }
}

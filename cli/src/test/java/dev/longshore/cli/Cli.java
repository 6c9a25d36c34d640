package dev.longshore.cli;

import dev.longshore.cli.text.Terminal;
import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line in this process, on a folder of its own, with what it writes caught.
 *
 * @param columns how wide its terminal is
 */
record Cli(Path folder, int columns) {

  Cli(Path folder) {
    this(folder, 200);
  }

  /**
   * What a command line came to.
   *
   * @param raw what it wrote, a character for each byte
   */
  record Result(int exit, String raw, String err) {

    byte[] bytes() {
      return raw.getBytes(StandardCharsets.ISO_8859_1);
    }

    String out() {
      return new String(bytes(), StandardCharsets.UTF_8);
    }

    List<String> lines() {
      return out().lines().toList();
    }

    List<String> complaints() {
      return err.lines().toList();
    }

    /** The documents that it wrote, one a line. */
    List<Fields> json() {
      return lines().stream().map(Json::parseObject).toList();
    }
  }

  Path jobs() {
    return folder.resolve("jobs");
  }

  Path data() {
    return folder.resolve("data");
  }

  /** Writes a job file. */
  Cli with(String file, String... lines) {
    return with(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  Cli with(String file, byte[] content) {
    try {
      Files.createDirectories(jobs());
      Files.write(jobs().resolve(file), content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a job that runs a command. */
  Cli withJob(String name, String command, String... more) {
    var lines = new ArrayList<>(List.of("job: " + name, "image: a:1", "command: " + command));
    lines.addAll(List.of(more));
    return with(name + ".yaml", lines.toArray(String[]::new));
  }

  /** Carries out a command on the folders here. */
  Result run(String command, String... arguments) {
    var all = new ArrayList<>(List.of(command));
    all.addAll(List.of("--jobs", jobs().toString(), "--data", data().toString()));
    all.addAll(List.of(arguments));
    return runBare(all.toArray(String[]::new));
  }

  /** Carries out a command line as it is. */
  Result runBare(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var terminal =
        new Terminal(
            new PrintWriter(out, false, StandardCharsets.UTF_8),
            new PrintWriter(err, true, StandardCharsets.UTF_8),
            System.getenv(),
            columns,
            false,
            false,
            columns,
            out);
    var exit = Main.run(terminal, arguments);
    return new Result(
        exit, out.toString(StandardCharsets.ISO_8859_1), err.toString(StandardCharsets.UTF_8));
  }
}

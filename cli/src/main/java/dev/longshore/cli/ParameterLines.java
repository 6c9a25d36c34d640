package dev.longshore.cli;

import dev.longshore.cli.control.RunWish;
import dev.longshore.job.Job;
import dev.longshore.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file with the parameters of one run on each line. */
final class ParameterLines {

  /** The most runs that one command opens. */
  static final int LINES_MAX = 100_000;

  private ParameterLines() {}

  /**
   * Reads all of it, before anything is run.
   *
   * @throws BadInput at the first line that cannot be used
   */
  static List<RunWish> read(String file, RunOptions options, Job job) {
    var wishes = new ArrayList<RunWish>();
    var number = 0;
    for (var line : text(file).lines().toList()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      if (wishes.size() == LINES_MAX) {
        throw new BadInput(
            "%s:%d: at most %,d runs are opened at once".formatted(file, number, LINES_MAX));
      }
      try {
        wishes.add(options.wish(job, Json.parseObject(line).values()));
      } catch (IllegalArgumentException | BadInput e) {
        throw new BadInput("%s:%d: %s".formatted(file, number, e.getMessage()));
      }
    }
    if (wishes.isEmpty()) {
      throw new BadInput(
          "%s: there is no line in it; write a JSON object of parameters on each".formatted(file));
    }
    return wishes;
  }

  private static String text(String file) {
    try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new BadInput("%s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }
}

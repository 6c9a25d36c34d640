package dev.longshore.cli.lives;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What an attempt's program has written of itself, beside Longshore.
 *
 * @param word START, FAIL or END; OVERLAP if another attempt of its run was alive
 */
record TraceLine(String word, String run, int attempt) {

  /** All of a folder, oldest first. */
  static List<TraceLine> of(Path folder) {
    var file = folder.resolve("trace");
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream().map(TraceLine::parse).toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TraceLine parse(String line) {
    var words = line.split(" ", -1);
    return new TraceLine(words[0], words[1], Integer.parseInt(words[2]));
  }

  /** Which attempt it is of. */
  String key() {
    return run + "/" + attempt;
  }
}

package dev.longshore.jobs;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that are there whole or not at all, whenever a task is stopped. */
final class OutputFile {

  private OutputFile() {}

  /** Writes a file in place of the one that is there. */
  static void write(Path file, String text) throws IOException {
    var part = file.resolveSibling(file.getFileName() + ".part");
    Files.createDirectories(part.toAbsolutePath().getParent());
    Files.writeString(part, text);
    Files.move(part, file, ATOMIC_MOVE, REPLACE_EXISTING);
  }
}

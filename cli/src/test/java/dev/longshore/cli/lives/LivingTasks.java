package dev.longshore.cli.lives;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The processes of tasks, from Linux's /proc, whatever Longshore believes. */
final class LivingTasks {

  private LivingTasks() {}

  /** Those whose environment names {@code folder}, as that of each task does. */
  static Set<ProcessHandle> of(Path folder) {
    var found = new HashSet<ProcessHandle>();
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var process : processes) {
        if (environment(process).contains(folder + "/")) {
          ProcessHandle.of(Long.parseLong(process.getFileName().toString())).ifPresent(found::add);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static String environment(Path process) {
    try {
      return Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      // It has ended meanwhile.
      return "";
    }
  }
}

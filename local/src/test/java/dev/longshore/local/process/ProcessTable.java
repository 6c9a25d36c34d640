package dev.longshore.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What runs on this machine, from Linux's /proc. */
final class ProcessTable {

  private ProcessTable() {}

  /** The processes, less zombies, whose command line or environment holds a text. */
  static List<String> holding(String text) {
    var found = new ArrayList<String>();
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var process : processes) {
        var commandLine = read(process.resolve("cmdline"));
        if (commandLine.contains(text) || read(process.resolve("environ")).contains(text)) {
          found.add(process.getFileName() + " " + commandLine.replace('\0', ' '));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** The number of the session that it belongs to. */
  static String session(String process) {
    var stat = read(Path.of("/proc", process, "stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[3];
  }

  /** A bit for each signal that it ignores, one below the signal's number. */
  static long ignoredSignals(String process) {
    return read(Path.of("/proc", process, "status"))
        .lines()
        .filter(line -> line.startsWith("SigIgn:"))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('\t') + 1), 16))
        .sum();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      // It has ended meanwhile.
      return "";
    }
  }
}

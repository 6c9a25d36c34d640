package dev.longshore.cli.lives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * How a JVM of Longshore is started. Where a hundred are, its classes come from an archive, which
 * saves a quarter of what a life costs, and half of one with a queue.
 */
record LongshoreJvm(List<String> command) {

  /** Without an archive, for a few starts. */
  static LongshoreJvm plain() {
    return new LongshoreJvm(command(System.getProperty("java.class.path")));
  }

  /** With an archive, which it makes in {@code folder}. */
  static LongshoreJvm withArchiveIn(Path folder) throws InterruptedException {
    var archive = folder.resolve("classes.jsa");
    var plain = command(classPath(folder));
    var harbour =
        Harbour.in(
            folder.resolve("first"),
            new LongshoreJvm(with(plain, "-XX:ArchiveClassesAtExit=" + archive)));
    KilledLives.withQueueIn(harbour);
    try (var up = harbour.up("--for", "2m")) {
      assertThat(up.exitCode()).as("exit code of the first one").isZero();
    }
    assertThat(archive).isNotEmptyFile();
    return new LongshoreJvm(with(plain, "-XX:SharedArchiveFile=" + archive));
  }

  private static List<String> command(String classPath) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xlog:disable",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        classPath);
  }

  private static List<String> with(List<String> command, String option) {
    var more = new ArrayList<>(command);
    more.add(1, option);
    return List.copyOf(more);
  }

  /** The command that starts Longshore with these arguments. */
  List<String> command(List<String> arguments) {
    return Stream.of(command, List.of("dev.longshore.cli.Main"), arguments)
        .flatMap(List::stream)
        .toList();
  }

  /** The test's own class path, with each folder in it made a jar, as archives want it. */
  private static String classPath(Path folder) {
    var parts = new ArrayList<String>();
    for (var part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      var path = Path.of(part).toAbsolutePath();
      if (Files.isDirectory(path)) {
        parts.add(jar(path, folder.resolve("classes-%d.jar".formatted(parts.size()))).toString());
      } else if (Files.exists(path)) {
        parts.add(path.toString());
      }
    }
    return String.join(File.pathSeparator, parts);
  }

  private static Path jar(Path classes, Path jar) {
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        var files = Files.walk(classes)) {
      for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jar;
  }
}

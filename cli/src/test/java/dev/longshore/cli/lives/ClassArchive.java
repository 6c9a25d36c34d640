package dev.longshore.cli.lives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes of a life with a queue as the JVM keeps them, which saves a quarter of what a life
 * costs, and half of one with a queue. It is made once for what was built last, by the first test
 * that asks for it; those in other JVMs wait for it.
 *
 * @param folder that it is in
 * @param parts of the class path of this JVM
 */
record ClassArchive(Path folder, List<Path> parts) {

  private static final ClassArchive SHARED = of(Path.of("target", "lives").toAbsolutePath());

  private static ClassArchive of(Path folder) {
    var parts =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(part -> !part.isEmpty())
            .map(part -> Path.of(part).toAbsolutePath())
            .filter(Files::exists)
            .toList();
    var archive = new ClassArchive(folder, parts);
    try {
      Files.createDirectories(folder);
      try (var channel =
              FileChannel.open(
                  folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var _ = channel.lock()) {
        archive.makeUnlessItIsOfTheseClasses();
      }
      return archive;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ClassArchive shared() {
    return SHARED;
  }

  /** A JVM that has its classes from here. */
  LongshoreJvm jvm() {
    return LongshoreJvm.plain(classPath()).with("-XX:SharedArchiveFile=" + file());
  }

  private Path file() {
    return folder.resolve("classes.jsa");
  }

  private void makeUnlessItIsOfTheseClasses() throws IOException {
    var madeOf = folder.resolve("made-of");
    var state = parts.stream().map(ClassArchive::state).collect(Collectors.joining("\n"));
    if (Files.exists(madeOf) && Files.readString(madeOf).equals(state)) {
      return;
    }
    Files.deleteIfExists(madeOf);
    for (var part : parts) {
      if (Files.isDirectory(part)) {
        jar(part, jarOf(part));
      }
    }
    make();
    Files.writeString(madeOf, state);
  }

  private void make() throws IOException {
    var jvm = LongshoreJvm.plain(classPath()).with("-XX:ArchiveClassesAtExit=" + file());
    var harbour = Harbour.in(Files.createTempDirectory(folder, "first"), jvm);
    var _ = KilledLives.withQueueIn(harbour);
    try (var up = harbour.up("--for", "2m")) {
      assertThat(up.exitCode()).as("exit code of the first one").isZero();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while the archive was made", e);
    }
    assertThat(file()).isNotEmptyFile();
  }

  /** What changes of a part of the class path when it is built anew. */
  private static String state(Path part) {
    try (var files = Files.walk(part)) {
      var state = new ArrayList<String>();
      for (var file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
        state.add(file + " " + Files.getLastModifiedTime(file) + " " + Files.size(file));
      }
      return String.join("\n", state);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The class path with each folder in it made a jar, as archives want it. */
  private String classPath() {
    return parts.stream()
        .map(part -> Files.isDirectory(part) ? jarOf(part) : part)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private Path jarOf(Path part) {
    return folder.resolve("classes-%d.jar".formatted(parts.indexOf(part)));
  }

  private static void jar(Path classes, Path jar) throws IOException {
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        var files = Files.walk(classes)) {
      for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
  }
}

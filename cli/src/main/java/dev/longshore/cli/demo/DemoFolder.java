package dev.longshore.cli.demo;

import dev.longshore.local.data.DataFolder;
import dev.longshore.run.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder that the demo makes anew each time: the data of its runs, what its jobs write, and a
 * link to the job files, so that their programs find the same paths in it as beside those.
 */
public record DemoFolder(DataFolder data) {

  private static final String MARK = "made-by-longshore-demo";
  private static final String JOBS = "jobs";
  private static final String OUTPUT = "output";
  private static final Set<String> LOCKS = Set.of("lock", "reaper.lock");
  private static final List<String> MADE =
      List.of(
          "ledger.db",
          "ledger.db-wal",
          "ledger.db-shm",
          "control.json",
          "logs",
          "checkpoints",
          "queues",
          OUTPUT,
          JOBS);

  /** The one in a data folder. */
  public static DemoFolder in(Path data) {
    return new DemoFolder(new DataFolder(data.resolve("demo")));
  }

  public Path path() {
    return data.path();
  }

  /**
   * Sees whether it may be made anew.
   *
   * @throws DemoRefused if something is there that no demo has made
   */
  public void checkOurs() {
    if (!Files.exists(path()) || Files.exists(path().resolve(MARK))) {
      return;
    }
    try (var files = Files.list(path())) {
      if (!files.allMatch(file -> LOCKS.contains(file.getFileName().toString()))) {
        throw new DemoRefused(
            "%s holds files, and no demo has made it: name another folder with --data"
                .formatted(path()));
      }
    } catch (IOException e) {
      throw new DemoRefused("%s cannot be read: %s".formatted(path(), e));
    }
  }

  /**
   * Deletes what an earlier demo has made, and nothing else, and begins anew. Its lock must be
   * ours.
   */
  public void makeAnew(Path jobs) {
    try {
      for (var name : MADE) {
        delete(path().resolve(name));
      }
      Files.writeString(path().resolve(MARK), "The demo makes this folder anew each time.\n");
      Files.createSymbolicLink(path().resolve(JOBS), jobs.toRealPath());
    } catch (IOException e) {
      throw new DemoRefused("%s cannot be made anew: %s".formatted(path(), e));
    }
  }

  private static void delete(Path path) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.walkFileTree(path, new Deletion());
    }
  }

  /** Deletes files and folders, and links instead of what they lead to. */
  private static final class Deletion extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
        throws IOException {
      if (e != null) {
        throw e;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }

  /** A file that a job has written. */
  Path output(String name) {
    return path().resolve(OUTPUT).resolve(name);
  }

  /** The log of a run's last attempt. */
  String lastLog(Run run) {
    var log = data.log(run.id(), run.member().number(), run.member().past().size());
    return read(log);
  }

  /** The text of a file; an empty one if it is missing. */
  static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.longshore.cli.lives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/** A small file system in memory, mounted on a folder for as long as a test lasts. */
record Tmpfs(Path folder) implements AutoCloseable {

  private static final int PIECE = 4096;
  private static final int LOOK_NANOS = 50_000_000;

  /** Mounts it, with room for {@code kibibytes}. */
  static Tmpfs on(Path folder, int kibibytes) throws IOException {
    Files.createDirectories(folder);
    run(
        "mount",
        "-t",
        "tmpfs",
        "-o",
        "size=%dk,mode=700".formatted(kibibytes),
        "longshore",
        folder.toString());
    return new Tmpfs(folder);
  }

  private static void run(String... command) throws IOException {
    var said = "busy";
    // Whoever was killed may not have let go of its files yet, nor the reaper that tidies up.
    for (var bound = System.nanoTime() + CommandProcess.PATIENCE.toNanos();
        said.contains("busy") && System.nanoTime() < bound;
        LockSupport.parkNanos(LOOK_NANOS)) {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.onExit().join().exitValue() == 0) {
        return;
      }
    }
    throw new AssertionError(
        "`%s` says: %s. This test needs root on Linux; `unshare -rm mvn …` gives it that"
            .formatted(String.join(" ", command), said));
  }

  /** Takes all the room that is left. */
  void fill() throws IOException {
    try (var out =
        Files.newOutputStream(filling(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (true) {
        out.write(new byte[PIECE]);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  /** Gives it back. */
  void makeRoom() throws IOException {
    Files.delete(filling());
  }

  private Path filling() {
    return folder.resolve("filling");
  }

  void makeReadOnly() throws IOException {
    run("mount", "-o", "remount,ro", folder.toString());
  }

  void makeWritable() throws IOException {
    run("mount", "-o", "remount,rw", folder.toString());
  }

  @Override
  public void close() throws IOException {
    run("umount", folder.toString());
  }
}

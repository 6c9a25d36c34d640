package dev.longshore.local.process;

import dev.longshore.local.data.DataFolderUnusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The right to write a data folder, which one process has at a time, until it closes this or dies.
 *
 * <p>It is a lock by flock(2) of the file {@code lock} in the folder. A lock by {@code
 * java.nio.channels.FileLock} would be gone as soon as anything in this process had opened and
 * closed that file, be it only to read who holds it.
 */
public final class DataLock implements AutoCloseable {

  private final Path folder;
  private final Posix posix;
  private final int descriptor;
  private final AtomicBoolean closed = new AtomicBoolean();

  private DataLock(Path folder, Posix posix, int descriptor) {
    this.folder = folder;
    this.posix = posix;
    this.descriptor = descriptor;
  }

  /** What came of {@link #take}. */
  public sealed interface Attempt permits Taken, Held {}

  /** The lock is ours. */
  public record Taken(DataLock lock) implements Attempt {}

  /**
   * The lock is somebody else's.
   *
   * @param process the number of the process that holds it, if it has said so yet
   */
  public record Held(OptionalLong process) implements Attempt {}

  /**
   * Takes the lock of a folder if it is free, without waiting; makes the folder, for its owner
   * alone, if it is missing.
   *
   * @throws DataFolderUnusable if it is no folder, or cannot be written
   * @throws UnsupportedOperationException if this system lacks what is needed; the message is one
   *     line for the user
   */
  public static Attempt take(Path folder) {
    var posix = Posix.ofThisMachine();
    var descriptor = open(folder, "lock", posix);
    var file = folder.resolve("lock");
    try {
      if (!posix.lock(descriptor)) {
        posix.close(descriptor);
        return new Held(holder(file));
      }
      // Never shorter than the last one: a reader sees one number or the other.
      var self = "%-19d\n".formatted(ProcessHandle.current().pid());
      Files.writeString(file, self, StandardOpenOption.WRITE);
      return new Taken(new DataLock(folder, posix, descriptor));
    } catch (IOException e) {
      posix.close(descriptor);
      throw DataFolderUnusable.of(folder, Errno.text(e), e);
    }
  }

  /** The locked folder. */
  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      posix.close(descriptor);
    }
  }

  Posix posix() {
    return posix;
  }

  /** Opens a file for locking: a descriptor. Makes what is missing of the path. */
  static int open(Path folder, String name, Posix posix) {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw DataFolderUnusable.of(folder, Errno.text(e), e);
    }
    var file = folder.resolve(name);
    var descriptor = posix.openToAppend(file);
    if (descriptor < 0) {
      throw DataFolderUnusable.of(folder, file + ": " + Errno.text(-descriptor), null);
    }
    return descriptor;
  }

  private static OptionalLong holder(Path file) throws IOException {
    var text = Files.readString(file).strip();
    return text.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }
}

package dev.longshore.local.data;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The data folder cannot be read or written, so that nothing can go on. The message is one line for
 * the person.
 */
public final class DataFolderUnusable extends RuntimeException {

  public DataFolderUnusable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** A folder that cannot hold Longshore's data at all. */
  public static DataFolderUnusable of(Path folder, String reason, @Nullable Throwable cause) {
    return new DataFolderUnusable(
        "%s cannot be the data folder: %s".formatted(folder, reason), cause);
  }
}

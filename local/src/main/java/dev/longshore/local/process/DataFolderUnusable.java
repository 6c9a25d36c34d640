package dev.longshore.local.process;

import java.io.IOException;
import java.nio.file.Path;

/** A folder cannot hold Longshore's data; the message is one line for the user. */
public final class DataFolderUnusable extends RuntimeException {

  private static final long serialVersionUID = 1;

  DataFolderUnusable(Path folder, String reason) {
    super("%s cannot be the data folder: %s".formatted(folder, reason));
  }

  DataFolderUnusable(Path folder, IOException cause) {
    super("%s cannot be the data folder: %s".formatted(folder, Errno.text(cause)), cause);
  }
}

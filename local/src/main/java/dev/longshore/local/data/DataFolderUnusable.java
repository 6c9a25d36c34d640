package dev.longshore.local.data;

/**
 * The data folder cannot be read or written, so that nothing can go on. The message is one line for
 * the person.
 */
public final class DataFolderUnusable extends RuntimeException {

  public DataFolderUnusable(String message, Throwable cause) {
    super(message, cause);
  }
}

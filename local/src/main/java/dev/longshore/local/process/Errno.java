package dev.longshore.local.process;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a system call failed, in words. Most numbers are the same on Linux and macOS. */
final class Errno {

  static final int EPERM = 1;
  static final int ENOENT = 2;
  static final int ESRCH = 3;
  static final int ENOEXEC = 8;
  static final int EBADF = 9;
  static final int ECHILD = 10;
  static final int EAGAIN = 11;
  static final int EAGAIN_OF_MACOS = 35;
  static final int ENOMEM = 12;
  static final int EACCES = 13;
  static final int ENOTDIR = 20;
  static final int EISDIR = 21;
  static final int ENOSPC = 28;
  static final int EPIPE = 32;

  private Errno() {}

  /** A few words without a capital letter, which go on after a colon. */
  static String text(int errno) {
    return switch (errno) {
      case EPERM -> "operation not permitted";
      case ENOENT -> "no such file or directory";
      case 5 -> "input/output error";
      case 7 -> "argument list too long";
      case ENOEXEC -> "exec format error";
      case ECHILD -> "no child processes";
      case ENOMEM -> "not enough memory";
      case EACCES -> "permission denied";
      case ENOTDIR -> "not a directory";
      case EISDIR -> "is a directory";
      case 23 -> "too many open files in the system";
      case 24 -> "too many open files";
      case 26 -> "text file busy";
      case 27 -> "file too large";
      case ENOSPC -> "no space left on device";
      case 30 -> "read-only file system";
      case EAGAIN, EAGAIN_OF_MACOS -> "resource temporarily unavailable";
      case 36, 63 -> "file name too long";
      case 40, 62 -> "too many levels of symbolic links";
      case 69, 122 -> "disk quota exceeded";
      default -> "error " + errno;
    };
  }

  /** What Java made of such a failure, in as few words. */
  static String text(IOException failure) {
    return switch (failure) {
      case NoSuchFileException e -> e.getFile() + ": " + text(ENOENT);
      case AccessDeniedException e -> e.getFile() + ": " + text(EACCES);
      case FileAlreadyExistsException e -> e.getFile() + " is not a folder";
      case FileSystemException e when e.getReason() != null -> e.getFile() + ": " + e.getReason();
      default -> String.valueOf(failure.getMessage());
    };
  }
}

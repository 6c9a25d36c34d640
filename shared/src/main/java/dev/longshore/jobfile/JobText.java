package dev.longshore.jobfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A job file as text. */
final class JobText {

  /** The largest job file in bytes. */
  static final int SIZE_MAX = 256 * 1024;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private JobText() {}

  /** The text of {@code file}; empty, with a complaint, if there is none to be had. */
  static Optional<String> read(Path file, Complaints complaints) {
    if (!Files.isRegularFile(file)) {
      complaints.ofFile(Files.isDirectory(file) ? "is a folder, no job file" : missing(file));
      return Optional.empty();
    }
    try (var input = Files.newInputStream(file)) {
      return decode(input.readNBytes(SIZE_MAX + 1), complaints);
    } catch (IOException e) {
      complaints.ofFile("cannot be read: " + reason(e));
    }
    return Optional.empty();
  }

  /** Why {@code folder} could not be listed, in words. */
  static String whyNoFolder(Path folder, Exception e) {
    if (Files.isDirectory(folder)) {
      return "cannot be read: " + reason(e);
    }
    return Files.exists(folder)
        ? "is a file: name the folder that holds it"
        : "is no folder: make it and write a job file there, or name another with --jobs";
  }

  private static String missing(Path file) {
    return Files.exists(file) ? "is no regular file" : "does not exist";
  }

  private static @Nullable String reason(Exception e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    return e instanceof FileSystemException failed && failed.getReason() != null
        ? failed.getReason()
        : e.getMessage();
  }

  /** The text that {@code bytes} are; empty, with a complaint, if they are none. */
  static Optional<String> decode(byte[] bytes, Complaints complaints) {
    if (bytes.length > SIZE_MAX) {
      complaints.ofFile(
          "is larger than %d KiB; a job file is a page of YAML".formatted(SIZE_MAX / 1024));
      return Optional.empty();
    }
    var text = utf8(bytes, complaints);
    return text.filter(decoded -> isPlain(decoded, complaints));
  }

  private static Optional<String> utf8(byte[] bytes, Complaints complaints) {
    var buffer = ByteBuffer.wrap(bytes);
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
      return Optional.of(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    } catch (CharacterCodingException _) {
      var line = 1;
      for (var i = 0; i < buffer.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      complaints.at(new Place("", line, 1), "is not UTF-8: save the file as UTF-8 text");
      return Optional.empty();
    }
  }

  private static boolean isPlain(String text, Complaints complaints) {
    var line = 1;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      line += c == '\n' ? 1 : 0;
      if (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t' && c != '\u0085') {
        complaints.at(
            new Place("", line, 1),
            "holds the control character U+%04X: a job file is UTF-8 text".formatted((int) c));
        return false;
      }
    }
    return true;
  }
}

package dev.longshore.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of a file that holds one event, or of standard input. */
record EventText(String name, String text) {

  /** More than EventBridge carries in one event. */
  static final int BYTES_MAX = 1 << 20;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /**
   * Reads it.
   *
   * @param file {@code -} for standard input
   * @throws BadInput if it cannot be read or is no text
   */
  static EventText read(String file) {
    var name = file.equals("-") ? "standard input" : file;
    try (InputStream in = file.equals("-") ? System.in : open(file)) {
      var bytes = in.readNBytes(BYTES_MAX + 1);
      if (bytes.length > BYTES_MAX) {
        throw new BadInput("%s is larger than 1 MiB, which no event is".formatted(name));
      }
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.isBlank()) {
        throw new BadInput(name + " is empty");
      }
      return new EventText(name, text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      throw new BadInput(name + " is no UTF-8 text");
    } catch (IOException e) {
      throw new BadInput("%s cannot be read: %s".formatted(name, e.getMessage()));
    }
  }

  private static InputStream open(String file) throws IOException {
    var path = Path.of(file);
    if (!Files.exists(path)) {
      throw new BadInput("there is no file " + file);
    }
    if (Files.isDirectory(path)) {
      throw new BadInput(file + " is a folder, not a file");
    }
    return Files.newInputStream(path);
  }
}

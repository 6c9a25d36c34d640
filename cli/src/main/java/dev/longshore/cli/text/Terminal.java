package dev.longshore.cli.text;

import dev.longshore.json.Json;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a command writes: results to {@code out}, all else to {@code err}.
 *
 * @param columns how wide the terminal is
 * @param showsProgress whether {@code err} is a terminal, on which a line may be written over
 * @param colors whether {@code out} shows colours
 */
public record Terminal(
    PrintWriter out,
    PrintWriter err,
    Map<String, String> environment,
    int columns,
    boolean showsProgress,
    boolean colors) {

  private static final int COLUMNS_DEFAULT = 100;
  private static final int COLUMNS_MIN = 40;

  /**
   * The terminal of this process. Whether there is one is told by the launcher, which can see it
   * for nothing, in the system properties {@code longshore.out}, {@code longshore.err} and {@code
   * longshore.columns}.
   */
  public static Terminal ofThisProcess() {
    var environment = System.getenv();
    var noColor = environment.getOrDefault("NO_COLOR", "");
    return new Terminal(
        new PrintWriter(System.out, false, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        environment,
        columns(System.getProperty("longshore.columns")),
        isTerminal("longshore.err"),
        isTerminal("longshore.out") && noColor.isEmpty());
  }

  private static boolean isTerminal(String property) {
    return "terminal".equals(System.getProperty(property));
  }

  private static int columns(@Nullable String text) {
    return text != null && text.matches("[0-9]{1,4}")
        ? Math.max(COLUMNS_MIN, Integer.parseInt(text))
        : COLUMNS_DEFAULT;
  }

  /** Writes a line of the result. */
  public void print(String line) {
    out.println(line);
    out.flush();
  }

  /** Writes a value as one line of JSON. */
  public void printJson(@Nullable Object value) {
    print(Json.write(value));
  }

  /** Writes a line about what is being done. */
  public void note(String line) {
    err.println(line);
    err.flush();
  }

  /** Writes what is wrong, and what to do about it. */
  public void complain(String line) {
    err.println("longshore: " + line);
    err.flush();
  }
}

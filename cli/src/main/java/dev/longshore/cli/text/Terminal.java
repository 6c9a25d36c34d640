package dev.longshore.cli.text;

import dev.longshore.json.Json;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a command writes: results to {@code out}, all else to {@code err}.
 *
 * @param columns how wide the terminal is
 * @param showsProgress whether {@code err} is a terminal, on which a line may be written over
 * @param colors whether {@code out} shows colours
 * @param tableColumns how wide a table may be; without end where {@code out} is no terminal
 * @param bytes what {@code out} writes to, for what is no text
 */
public record Terminal(
    PrintWriter out,
    PrintWriter err,
    Map<String, String> environment,
    int columns,
    boolean showsProgress,
    boolean colors,
    int tableColumns,
    OutputStream bytes) {

  private static final int COLUMNS_DEFAULT = 100;
  private static final int COLUMNS_MIN = 40;

  /** A terminal whose tables are as wide as its lines, in front of this process's output. */
  public Terminal(
      PrintWriter out,
      PrintWriter err,
      Map<String, String> environment,
      int columns,
      boolean showsProgress,
      boolean colors) {
    this(out, err, environment, columns, showsProgress, colors, columns, System.out);
  }

  /**
   * The terminal of this process. Whether there is one is told by the launcher, which can see it
   * for nothing, in the system properties {@code longshore.out}, {@code longshore.err} and {@code
   * longshore.columns}.
   */
  public static Terminal ofThisProcess() {
    var environment = System.getenv();
    var noColor = environment.getOrDefault("NO_COLOR", "");
    var columns = columns(System.getProperty("longshore.columns"));
    return new Terminal(
        new PrintWriter(System.out, false, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        environment,
        columns,
        isTerminal("longshore.err"),
        isTerminal("longshore.out") && noColor.isEmpty(),
        isTerminal("longshore.out") ? columns : Integer.MAX_VALUE,
        System.out);
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

  /** Writes lines of the result. */
  public void print(List<String> lines) {
    lines.forEach(out::println);
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

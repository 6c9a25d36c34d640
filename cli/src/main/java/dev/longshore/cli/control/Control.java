package dev.longshore.cli.control;

import dev.longshore.json.Fields;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the process that writes a data folder does for other commands.
 *
 * <p>A request and each answer to it are one line of JSON. The last answer has {@code "done":
 * true}; one with {@code "refused"} says, in a line for people, why nothing was done.
 */
@FunctionalInterface
public interface Control {

  /** Carries out a request, on a thread of its own; {@code answers} takes the answers, in order. */
  void handle(Fields request, Consumer<Map<String, ?>> answers) throws InterruptedException;
}

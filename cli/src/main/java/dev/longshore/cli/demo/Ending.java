package dev.longshore.cli.demo;

import dev.longshore.run.PastAttempt;
import dev.longshore.run.Run;
import java.util.stream.Collectors;

/**
 * How a run can end.
 *
 * @param attempts the outcomes of its attempts, in order, with commas between them; a dash for none
 */
record Ending(String job, String state, String attempts) {

  private static final String NONE = "-";
  private static final String DEAD_LETTER = "DEAD_LETTER";

  static Ending of(Run run) {
    var outcomes =
        run.member().past().stream()
            .map(PastAttempt::outcome)
            .map(Enum::name)
            .collect(Collectors.joining(","));
    return new Ending(run.job().value(), run.state().name(), outcomes.isEmpty() ? NONE : outcomes);
  }

  /** The end of a message that no run was made of. */
  static Ending deadLetter(String job, String reason) {
    return new Ending(job, DEAD_LETTER, reason);
  }

  @Override
  public String toString() {
    return attempts.equals(NONE)
        ? "%s and made no attempt".formatted(state)
        : "%s after %s".formatted(state, attempts);
  }
}

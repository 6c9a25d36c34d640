package dev.longshore.decision;

import dev.longshore.run.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a task.
 *
 * @param outcome null for a task that has not stopped
 */
public record Classification(@Nullable Outcome outcome, List<Evidence> evidence) {

  static Classification of(Outcome outcome, String field, @Nullable Object value, String meaning) {
    return new Classification(
        outcome,
        List.of(new Evidence(field, value == null ? Evidence.ABSENT : value.toString(), meaning)));
  }

  /** The evidence in one line. */
  public String summary() {
    return String.join("; ", evidence.stream().map(Evidence::toString).toList());
  }
}

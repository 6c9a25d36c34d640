package dev.longshore.states;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** A definition is refused; it carries everything that is wrong with it. */
public final class InvalidStateMachine extends IllegalArgumentException {

  @Serial private static final long serialVersionUID = 1;

  private final transient List<Finding> findings;

  InvalidStateMachine(List<Finding> findings) {
    super(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
    this.findings = List.copyOf(findings);
  }

  /** All that is wrong, in the order of the definition; never empty. */
  public List<Finding> findings() {
    return findings;
  }
}

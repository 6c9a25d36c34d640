package dev.longshore.states;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A checked definition with its expressions compiled; it may run any number of executions.
 *
 * @param startAt the first state's name
 * @param states by name, in the order of the definition
 * @param timeout after which an execution ends with TIMED_OUT; null for none
 */
public record StateMachine(String startAt, Map<String, State> states, @Nullable Duration timeout) {

  /** Parses a definition whose tasks may name {@link TaskResource#KNOWN}. */
  public static StateMachine parse(String definition) {
    return parse(definition, TaskResource.KNOWN);
  }

  /**
   * Parses a definition. What this module does not know is refused, never ignored.
   *
   * @param resources that its tasks may name
   * @throws InvalidStateMachine with all that is wrong
   */
  public static StateMachine parse(String definition, Set<TaskResource> resources) {
    var findings = new Findings();
    var machine = new DefinitionReader(resources, findings).read(definition);
    if (machine == null || !findings.isEmpty()) {
      throw new InvalidStateMachine(findings.all());
    }
    return machine;
  }

  /** All that is wrong with a definition whose tasks may name {@link TaskResource#KNOWN}. */
  public static List<Finding> validate(String definition) {
    return validate(definition, TaskResource.KNOWN);
  }

  /** All that is wrong with a definition; empty if {@link #parse} takes it. */
  public static List<Finding> validate(String definition, Set<TaskResource> resources) {
    try {
      parse(definition, resources);
      return List.of();
    } catch (InvalidStateMachine e) {
      return e.findings();
    }
  }

  /** The state of a name that the definition has. */
  public State state(String name) {
    var state = states.get(name);
    if (state == null) {
      throw new IllegalArgumentException("no state " + name);
    }
    return state;
  }
}

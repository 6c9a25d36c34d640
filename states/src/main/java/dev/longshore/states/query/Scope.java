package dev.longshore.states.query;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata.Frame;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the expressions of one state see: {@code $states}, the variables, the functions. */
public final class Scope {

  // Far beyond what any state needs; it ends an endless recursion within seconds.
  private static final int STEPS_MAX = 10_000_000;

  private static final String STATES = "states";

  private final Supplier<Map<String, Object>> states;
  private final Map<String, Object> variables;
  private final QueryFunctions functions;
  private @Nullable Map<String, Object> visible;
  private @Nullable Frame frame;

  /**
   * @param states gives the value of {@code $states}; asked once, and only if there is an
   *     expression
   */
  public Scope(
      Supplier<Map<String, Object>> states,
      Map<String, Object> variables,
      QueryFunctions functions) {
    this.states = states;
    this.variables = variables;
    this.functions = functions;
  }

  /** The value of a variable; null if there is none, and for functions. */
  @Nullable Object variable(String name) {
    var assigned = variables.get(name);
    return assigned == null && name.equals(STATES) ? visible() : assigned;
  }

  private Map<String, Object> visible() {
    if (visible == null) {
      visible = states.get();
    }
    return visible;
  }

  Frame frame(Set<String> functionNames, boolean isBounded) {
    var bindings = frame();
    for (var name : functionNames) {
      if (!variables.containsKey(name)) {
        bindings.bind(name, functions.named(name));
      }
    }
    if (isBounded) {
      bindings.setEvaluateEntryCallback(new Steps()::count);
    }
    return bindings;
  }

  private Frame frame() {
    if (frame == null) {
      frame = new Frame(null);
      frame.bind(STATES, (Object) visible());
      for (var variable : variables.entrySet()) {
        frame.bind(variable.getKey(), variable.getValue());
      }
    }
    return frame;
  }

  private static final class Steps {

    private int taken;

    void count(Object expression, @Nullable Object input, Frame environment) {
      taken++;
      if (taken > STEPS_MAX) {
        throw new JException("D3137", -1, "it took more than %,d steps".formatted(STEPS_MAX));
      }
    }
  }
}

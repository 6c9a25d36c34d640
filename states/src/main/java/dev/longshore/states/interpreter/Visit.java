package dev.longshore.states.interpreter;

import dev.longshore.states.ErrorName;
import dev.longshore.states.Exit;
import dev.longshore.states.State;
import dev.longshore.states.State.ChoiceState;
import dev.longshore.states.State.FailState;
import dev.longshore.states.State.PassState;
import dev.longshore.states.State.SucceedState;
import dev.longshore.states.State.TaskState;
import dev.longshore.states.State.WaitState;
import dev.longshore.states.StateError;
import dev.longshore.states.json.JsonTime;
import dev.longshore.states.query.QueryFailed;
import dev.longshore.states.query.Scope;
import dev.longshore.states.query.Template;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A flow's stay in one state, from entry to exit; each type of state has its own. */
abstract sealed class Visit
    permits ChoiceVisit, FailVisit, PassVisit, SucceedVisit, TaskVisit, WaitVisit {

  private final Flow flow;
  private final State state;
  private final Object input;
  private final Instant enteredAt;
  private final int enteredEvent;

  Visit(Flow flow, State state, Object input) {
    this.flow = flow;
    this.state = state;
    this.input = input;
    this.enteredAt = flow.execution().nextEntry();
    journal().entered(state, input);
    this.enteredEvent = journal().events();
  }

  static Visit of(Flow flow, State state, Object input) {
    return switch (state) {
      case TaskState task -> new TaskVisit(flow, task, input);
      case ChoiceState choice -> new ChoiceVisit(flow, choice, input);
      case WaitState wait -> new WaitVisit(flow, wait, input);
      case PassState pass -> new PassVisit(flow, pass, input);
      case SucceedState succeed -> new SucceedVisit(flow, succeed, input);
      case FailState fail -> new FailVisit(flow, fail, input);
    };
  }

  /** Does what the state is for, at once or in part. */
  abstract void begin();

  /** The state has failed; unless its type knows better, so has the execution. */
  void fail(StateError error) {
    flow.execution().fail(error);
  }

  /** Lets go of timers and calls. */
  void close() {}

  int retryCount() {
    return 0;
  }

  final Flow flow() {
    return flow;
  }

  final Services services() {
    return flow.execution().services();
  }

  final Journal journal() {
    return flow.execution().journal();
  }

  final State state() {
    return state;
  }

  final Object input() {
    return input;
  }

  final Instant enteredAt() {
    return enteredAt;
  }

  /** Leaves the state; both templates of {@code exit} are evaluated in the same scope. */
  final void leave(Exit exit, Object result, Scope scope) {
    var output = evaluated(exit.output(), result, scope);
    var assigned = evaluated(exit.assign(), Map.of(), scope);
    if (Limits.exceeds(output) || Limits.exceeds(assigned)) {
      fail(Limits.exceeded(state.name()));
      return;
    }
    journal().exited(state, output);
    flow.leave(exit.next(), output, variables(assigned));
  }

  private static Object evaluated(@Nullable Template template, Object otherwise, Scope scope) {
    return template == null ? otherwise : template.evaluate(scope);
  }

  @SuppressWarnings("unchecked") // the reader takes nothing but an object for Assign
  private static Map<String, Object> variables(Object assigned) {
    return (Map<String, Object>) assigned;
  }

  final void evaluationFailed(QueryFailed failed) {
    var cause = cause(failed.description());
    journal().evaluationFailed(state, failed.location(), cause);
    fail(new StateError(ErrorName.QUERY_EVALUATION_ERROR, cause));
  }

  /** A description as Step Functions introduces it. */
  final String cause(String description) {
    return "An error occurred while executing the state '%s' (entered at the event id #%d). %s"
        .formatted(state.name(), enteredEvent, description);
  }

  final Scope scope() {
    return new Scope(this::visible, flow.variables(), services().functions());
  }

  /** A scope in which {@code $states} has one field more. */
  final Scope scope(String name, Object value) {
    return new Scope(
        () -> {
          var visible = visible();
          visible.put(name, value);
          return visible;
        },
        flow.variables(),
        services().functions());
  }

  private Map<String, Object> visible() {
    var states = new LinkedHashMap<String, Object>();
    states.put("input", input);
    states.put("context", context());
    return states;
  }

  /**
   * The context object.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html">The
   *     context object</a>
   */
  Map<String, Object> context() {
    var context = new LinkedHashMap<String, Object>(flow.execution().context());
    context.put("State", stateContext());
    return context;
  }

  Map<String, Object> stateContext() {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("EnteredTime", JsonTime.text(enteredAt));
    fields.put("Name", state.name());
    return fields;
  }
}

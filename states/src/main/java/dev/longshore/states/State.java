package dev.longshore.states;

import dev.longshore.states.query.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A state of a machine. Parallel and Map, which hold machines of their own, are not known yet.
 *
 * @see <a href="https://states-language.net/#states-fields">The Amazon States Language</a>
 */
public sealed interface State {

  /** The longest time-out and the longest wait that can be asked for, in seconds. */
  long SECONDS_MAX = 99_999_999;

  /** Its name, unique in its machine. */
  String name();

  /** What stands in its {@code Type}. */
  default String type() {
    return switch (this) {
      case TaskState _ -> "Task";
      case ChoiceState _ -> "Choice";
      case WaitState _ -> "Wait";
      case PassState _ -> "Pass";
      case SucceedState _ -> "Succeed";
      case FailState _ -> "Fail";
    };
  }

  /**
   * Has a service do something.
   *
   * @param arguments what the service gets; null for the state's input
   * @param timeout in seconds, for each try; null for none
   * @param heartbeat the longest time between two heartbeats, in seconds; null for none
   */
  record TaskState(
      String name,
      TaskResource resource,
      @Nullable Template arguments,
      @Nullable Template timeout,
      @Nullable Template heartbeat,
      List<Retrier> retriers,
      List<Catcher> catchers,
      Exit exit)
      implements State {

    public TaskState {
      retriers = List.copyOf(retriers);
      catchers = List.copyOf(catchers);
    }
  }

  /**
   * Goes the way of the first rule that holds.
   *
   * @param otherwise the way if none holds; null if that is an error
   */
  record ChoiceState(String name, List<ChoiceRule> rules, @Nullable Exit otherwise)
      implements State {

    public ChoiceState {
      rules = List.copyOf(rules);
    }
  }

  /** Waits. */
  record WaitState(String name, Delay delay, Exit exit) implements State {

    /** How long. */
    public sealed interface Delay {}

    /** A number of seconds. */
    public record Seconds(Template count) implements Delay {}

    /** Until a time, written as ISO 8601 with an offset. */
    public record Until(Template timestamp) implements Delay {}
  }

  /** Hands its input on, or what its output says. */
  record PassState(String name, Exit exit) implements State {}

  /** Ends the execution well. */
  record SucceedState(String name, Exit exit) implements State {}

  /** Ends the execution with an error; both texts may be missing. */
  record FailState(String name, @Nullable Template error, @Nullable Template cause)
      implements State {}
}

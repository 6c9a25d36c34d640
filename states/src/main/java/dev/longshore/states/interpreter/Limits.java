package dev.longshore.states.interpreter;

import dev.longshore.states.ErrorName;
import dev.longshore.states.StateError;
import dev.longshore.states.json.JsonSize;
import dev.longshore.states.query.Values;

/**
 * How much data may pass from state to state.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Quotas</a>
 */
final class Limits {

  /** The largest input, output, arguments or set of assigned variables, in bytes of UTF-8. */
  static final int DATA_MAX = 256 * 1024;

  private Limits() {}

  static boolean exceeds(Object value) {
    // Nearly all data is so small that there is no need to count.
    return JsonSize.bound(value) > DATA_MAX && JsonSize.of(Values.plain(value)) > DATA_MAX;
  }

  /**
   * @param source the state, or the service whose result is too large
   */
  static StateError exceeded(String source) {
    return new StateError(
        ErrorName.DATA_LIMIT_EXCEEDED,
        ("The state/task '%s' returned a result with a size exceeding "
                + "the maximum number of bytes service limit.")
            .formatted(source));
  }
}

package dev.longshore.states;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorEqualsTest {

  /** Each row an error, each column what it is matched against, as the developer guide has it. */
  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      nullValues = "-",
      value = {
        "ERROR, Mine, States.ALL, States.TaskFailed, States.Timeout, States.HeartbeatTimeout,"
            + " States.DataLimitExceeded, States.Runtime, States.QueryEvaluationError,"
            + " States.NoChoiceMatched, States.Permissions",
        "Mine,                          Y, Y, Y, n, n, n, n, n, n, n",
        "mine,                          n, Y, Y, n, n, n, n, n, n, n",
        "Lambda.ServiceException,       n, Y, Y, n, n, n, n, n, n, n",
        "-,                             n, Y, Y, n, n, n, n, n, n, n",
        "States.TaskFailed,             n, Y, Y, n, n, n, n, n, n, n",
        "States.Timeout,                n, Y, n, Y, n, n, n, n, n, n",
        "heartbeat,                     n, Y, n, Y, Y, n, n, n, n, n",
        "States.DataLimitExceeded,      n, n, n, n, n, Y, n, n, n, n",
        "States.Runtime,                n, n, n, n, n, n, n, n, n, n",
        "States.QueryEvaluationError,   n, Y, Y, n, n, n, n, Y, n, n",
        "States.NoChoiceMatched,        n, Y, Y, n, n, n, n, n, Y, n",
        "States.Permissions,            n, Y, Y, n, n, n, n, n, n, Y",
      })
  void everyErrorIsMatchedByWhatIsForIt(
      @Nullable String error,
      String mine,
      String all,
      String taskFailed,
      String timeout,
      String heartbeatTimeout,
      String dataLimit,
      String runtime,
      String query,
      String noChoice,
      String permissions) {
    assertMatches("Mine", error, mine);
    assertMatches("States.ALL", error, all);
    assertMatches("States.TaskFailed", error, taskFailed);
    assertMatches("States.Timeout", error, timeout);
    assertMatches("States.HeartbeatTimeout", error, heartbeatTimeout);
    assertMatches("States.DataLimitExceeded", error, dataLimit);
    assertMatches("States.Runtime", error, runtime);
    assertMatches("States.QueryEvaluationError", error, query);
    assertMatches("States.NoChoiceMatched", error, noChoice);
    assertMatches("States.Permissions", error, permissions);
  }

  private static void assertMatches(String name, @Nullable String error, String expected) {
    var reported =
        "heartbeat".equals(error) ? StateError.heartbeatTimeout() : new StateError(error, "cause");

    assertThat(ErrorEquals.of(name).matches(reported)).as(name).isEqualTo(expected.equals("Y"));
  }

  @Test
  void oneOfSeveralNamesIsEnough() {
    var errors = ErrorEquals.of("A", "States.Timeout", "B");

    assertThat(errors.matches(new StateError("B", null))).isTrue();
    assertThat(errors.matches(StateError.timeout())).isTrue();
    assertThat(errors.matches(new StateError("C", null))).isFalse();
  }

  @Test
  void aTimeoutIsCaughtWithAnEmptyCause() {
    assertThat(StateError.timeout().caughtCause()).isEmpty();
    assertThat(new StateError("A", null).caughtCause()).isNull();
    assertThat(new StateError("A", "why").caughtCause()).isEqualTo("why");
  }
}

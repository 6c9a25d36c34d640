package dev.longshore.orchestration;

import dev.longshore.decision.Answer;
import dev.longshore.run.RunId;

/**
 * The executions of the state machine, one a run. Whatever leaves the effect of a call unknown is
 * an unchecked exception; every call may then be repeated.
 */
public interface Executions {

  /** What became of starting one. */
  enum Start {
    /** It runs, from this call or an earlier one. */
    RUNS,
    /** One of this name has ended. */
    HAS_ENDED
  }

  /** What became of an answer. */
  enum Reply {
    ACCEPTED,
    /** Nobody waits with this token any more. */
    REFUSED
  }

  /** Where one stands. */
  enum Status {
    RUNNING,
    /** It went the state machine's own way to its end, so that it has announced the run's end. */
    COMPLETED,
    /** It was aborted, timed out, broke, or was never there. */
    BROKEN_OFF
  }

  Start start(RunId run);

  Reply answer(String token, Answer answer);

  Status status(String execution);
}

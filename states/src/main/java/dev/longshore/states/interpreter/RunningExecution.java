package dev.longshore.states.interpreter;

import java.time.Instant;

/**
 * Where a running execution is.
 *
 * @param state the name of the current state
 * @param enteredAt when it was entered; the start of the execution if it has not been yet
 * @param retryCount how often it has been tried again
 */
public record RunningExecution(
    ExecutionArn arn, Instant startedAt, String state, Instant enteredAt, int retryCount) {}

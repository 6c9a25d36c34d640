/** Executions of state machines, driven by events, on a clock and timers that are given. */
@NullMarked
package dev.longshore.states.interpreter;

import org.jspecify.annotations.NullMarked;

/**
 * A cloud in one process: the services of AWS that Longshore uses, around its own handlers and
 * state machine.
 */
@NullMarked
package dev.longshore.local;

import org.jspecify.annotations.NullMarked;

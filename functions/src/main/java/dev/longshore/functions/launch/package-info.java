/** Starts attempts, as the state machine asks for them. */
@NullMarked
package dev.longshore.functions.launch;

import org.jspecify.annotations.NullMarked;

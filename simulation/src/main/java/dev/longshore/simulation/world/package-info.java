/** What can be seen from outside: triggers, tasks, executions, messages and the final records. */
@NullMarked
package dev.longshore.simulation.world;

import org.jspecify.annotations.NullMarked;

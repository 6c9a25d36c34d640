/** The event bus: who hears of tasks, executions and ends of runs. */
@NullMarked
package dev.longshore.local.bus;

import org.jspecify.annotations.NullMarked;

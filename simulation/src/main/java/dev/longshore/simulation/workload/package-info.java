/** The jobs of a simulation, and what triggers, cancels, aborts and redeploys them. */
@NullMarked
package dev.longshore.simulation.workload;

import org.jspecify.annotations.NullMarked;

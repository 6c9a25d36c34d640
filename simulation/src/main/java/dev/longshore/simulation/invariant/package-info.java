/**
 * What must be true of every simulation, judged by what was seen from outside and by arithmetic of
 * its own.
 */
@NullMarked
package dev.longshore.simulation.invariant;

import org.jspecify.annotations.NullMarked;

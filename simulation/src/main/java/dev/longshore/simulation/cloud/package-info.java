/**
 * The local cloud in virtual time, with faults put in at its seams and all that it does written
 * down.
 */
@NullMarked
package dev.longshore.simulation.cloud;

import org.jspecify.annotations.NullMarked;

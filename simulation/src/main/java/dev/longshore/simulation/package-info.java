/** Simulations: the shipped code through any number of faults, each followed from one seed. */
@NullMarked
package dev.longshore.simulation;

import org.jspecify.annotations.NullMarked;

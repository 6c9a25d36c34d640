/** What can go wrong, how often, and when it did. */
@NullMarked
package dev.longshore.simulation.fault;

import org.jspecify.annotations.NullMarked;

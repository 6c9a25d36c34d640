/**
 * A forecast as one page that needs nothing else: no script, no font, no picture from elsewhere.
 */
@NullMarked
package dev.longshore.simulation.forecast.page;

import org.jspecify.annotations.NullMarked;

/**
 * What simulated tasks run on: the port, and its implementations by real processes and by scripts.
 */
@NullMarked
package dev.longshore.local.runtime;

import org.jspecify.annotations.NullMarked;

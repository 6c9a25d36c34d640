/**
 * Longshore on one machine: the local cloud over a data folder, on a real clock, with real
 * processes.
 */
@NullMarked
package dev.longshore.local.host;

import org.jspecify.annotations.NullMarked;

/** Finds, each minute, what events and handlers have lost. */
@NullMarked
package dev.longshore.functions.sweep;

import org.jspecify.annotations.NullMarked;

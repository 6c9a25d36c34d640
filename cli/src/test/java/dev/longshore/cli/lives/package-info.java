/** Longshore as processes that are killed, and what must hold all the same. */
@NullMarked
package dev.longshore.cli.lives;

import org.jspecify.annotations.NullMarked;

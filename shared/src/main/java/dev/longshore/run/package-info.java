/** A run and what it is made of: its trigger, its members and their phases, attempts and tasks. */
@NullMarked
package dev.longshore.run;

import org.jspecify.annotations.NullMarked;

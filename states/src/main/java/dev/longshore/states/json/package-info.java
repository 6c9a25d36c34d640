/** JSON text to plain values and back, and how many bytes a value takes as text. */
@NullMarked
package dev.longshore.states.json;

import org.jspecify.annotations.NullMarked;

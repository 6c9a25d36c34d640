/** State machines of the Amazon States Language: read, checked and ready to be interpreted. */
@NullMarked
package dev.longshore.states;

import org.jspecify.annotations.NullMarked;

/** Lambda: functions, how they are invoked, and what is done when they fail. */
@NullMarked
package dev.longshore.local.lambda;

import org.jspecify.annotations.NullMarked;

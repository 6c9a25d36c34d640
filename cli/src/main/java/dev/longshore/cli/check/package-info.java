/** Whether a deployed stack is as it should be: decisions over what was read of it. */
@NullMarked
package dev.longshore.cli.check;

import org.jspecify.annotations.NullMarked;

/** The logs of attempts, wherever they are kept. */
@NullMarked
package dev.longshore.cli.log;

import org.jspecify.annotations.NullMarked;

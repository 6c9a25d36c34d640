/** The command line. */
@NullMarked
package dev.longshore.cli;

import org.jspecify.annotations.NullMarked;

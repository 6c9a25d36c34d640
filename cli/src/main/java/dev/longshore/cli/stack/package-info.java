/** A deployed stack, reached with the caller's credentials. */
@NullMarked
package dev.longshore.cli.stack;

import org.jspecify.annotations.NullMarked;

/**
 * What `longshore demo` plays: the example jobs on the local cloud, and the checks of all that they
 * came to.
 */
@NullMarked
package dev.longshore.cli.demo;

import org.jspecify.annotations.NullMarked;

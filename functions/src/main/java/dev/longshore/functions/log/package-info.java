/** The log of the deployed functions: a line of JSON for each event. */
@NullMarked
package dev.longshore.functions.log;

import org.jspecify.annotations.NullMarked;

/** Opens the run of a schedule that has fired. */
@NullMarked
package dev.longshore.functions.schedule;

import org.jspecify.annotations.NullMarked;

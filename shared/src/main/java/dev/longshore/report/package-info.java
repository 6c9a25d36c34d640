/** Runs as people and programs are shown them. */
@NullMarked
package dev.longshore.report;

import org.jspecify.annotations.NullMarked;

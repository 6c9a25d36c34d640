/** Opens a run for each message of a job's queue. */
@NullMarked
package dev.longshore.functions.queue;

import org.jspecify.annotations.NullMarked;

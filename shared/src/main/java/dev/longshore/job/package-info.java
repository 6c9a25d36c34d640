/** What a job is: the compiled form of one job file, with every default filled in. */
@NullMarked
package dev.longshore.job;

import org.jspecify.annotations.NullMarked;

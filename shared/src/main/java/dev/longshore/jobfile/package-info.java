/** Job files: read, held against their schema and their meaning, and compiled to jobs. */
@NullMarked
package dev.longshore.jobfile;

import org.jspecify.annotations.NullMarked;

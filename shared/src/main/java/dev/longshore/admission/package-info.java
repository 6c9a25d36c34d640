/**
 * Who may start now: places under a job's limit, and places in the rate at which ECS takes
 * launches.
 */
@NullMarked
package dev.longshore.admission;

import org.jspecify.annotations.NullMarked;

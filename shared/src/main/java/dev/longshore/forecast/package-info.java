/** What people say of a job's future: how long it works, how often it is triggered. */
@NullMarked
package dev.longshore.forecast;

import org.jspecify.annotations.NullMarked;

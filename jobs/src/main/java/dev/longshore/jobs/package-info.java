/**
 * The programs of the example jobs: small, with no dependencies, and without a word of Longshore
 * but the variables that it gives to every task.
 */
@NullMarked
package dev.longshore.jobs;

import org.jspecify.annotations.NullMarked;

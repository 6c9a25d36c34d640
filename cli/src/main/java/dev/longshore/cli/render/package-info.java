/** Compiles jobs to CloudFormation, and says what a deployment would change. */
@NullMarked
package dev.longshore.cli.render;

import org.jspecify.annotations.NullMarked;

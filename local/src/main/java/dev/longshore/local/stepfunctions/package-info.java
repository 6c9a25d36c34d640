/** Step Functions over the interpreter: executions, their names and their tokens. */
@NullMarked
package dev.longshore.local.stepfunctions;

import org.jspecify.annotations.NullMarked;

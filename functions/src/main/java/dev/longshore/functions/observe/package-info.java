/** Takes in what ECS and Step Functions say of tasks and executions. */
@NullMarked
package dev.longshore.functions.observe;

import org.jspecify.annotations.NullMarked;

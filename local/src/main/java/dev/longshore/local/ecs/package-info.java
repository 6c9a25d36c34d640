/** Simulated ECS: tasks on Fargate, with their life cycle, events, interruptions and refusals. */
@NullMarked
package dev.longshore.local.ecs;

import org.jspecify.annotations.NullMarked;

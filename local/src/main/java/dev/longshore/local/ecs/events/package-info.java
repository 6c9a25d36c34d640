/** Takes the events of the simulated ECS to an event bus. */
@NullMarked
package dev.longshore.local.ecs.events;

import org.jspecify.annotations.NullMarked;

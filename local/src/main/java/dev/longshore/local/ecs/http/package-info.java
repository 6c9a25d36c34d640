/** The simulated ECS over HTTP, for every client that can be given an endpoint. */
@NullMarked
package dev.longshore.local.ecs.http;

import org.jspecify.annotations.NullMarked;

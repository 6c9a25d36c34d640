/** All of the simulated ECS in one account: clusters, task definitions, tags. */
@NullMarked
package dev.longshore.local.ecs.account;

import org.jspecify.annotations.NullMarked;

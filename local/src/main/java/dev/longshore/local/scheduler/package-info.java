/** EventBridge Scheduler: schedules that invoke a function when they fire, and what was missed. */
@NullMarked
package dev.longshore.local.scheduler;

import org.jspecify.annotations.NullMarked;

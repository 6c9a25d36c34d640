/** When a schedule fires: EventBridge's cron, rate and one-time expressions in any time zone. */
@NullMarked
package dev.longshore.schedule;

import org.jspecify.annotations.NullMarked;

/** The event loop that the local cloud runs on, on a real clock or in virtual time. */
@NullMarked
package dev.longshore.local.loop;

import org.jspecify.annotations.NullMarked;

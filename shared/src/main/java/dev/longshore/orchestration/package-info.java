/**
 * What is done about a run: opening, launching, observing, settling, stopping, cancelling and
 * sweeping it.
 */
@NullMarked
package dev.longshore.orchestration;

import org.jspecify.annotations.NullMarked;

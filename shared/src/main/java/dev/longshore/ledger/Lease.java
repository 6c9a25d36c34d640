package dev.longshore.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The right to sweep, which one holder has at a time.
 *
 * @param until when it may be taken by another
 * @param cursor where the next sweep goes on; null for from the start
 */
public record Lease(String holder, Instant until, @Nullable String cursor) {}

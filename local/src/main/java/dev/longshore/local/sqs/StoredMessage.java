package dev.longshore.local.sqs;

import java.time.Instant;

/**
 * A message as it is kept in the data folder. Who had received it is not kept: whoever did has died
 * with the server, so it is visible again.
 *
 * @param visibleFrom before which it is not shown to anybody, because it was sent with a delay
 * @param details its attributes and what else it carries, as JSON
 */
record StoredMessage(
    String id,
    Instant sentAt,
    Instant visibleFrom,
    int receiveCount,
    String body,
    String details) {}

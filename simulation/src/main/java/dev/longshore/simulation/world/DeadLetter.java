package dev.longshore.simulation.world;

import org.jspecify.annotations.Nullable;

/** A message as it lies in a dead-letter queue. */
public record DeadLetter(String queue, @Nullable String messageId, @Nullable String reason) {}

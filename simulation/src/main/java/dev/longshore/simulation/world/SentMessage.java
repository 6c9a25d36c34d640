package dev.longshore.simulation.world;

import java.time.Instant;

/** A message that was sent to the queue of a job. */
public record SentMessage(String job, String queue, String id, boolean isPoison, Instant sentAt) {}

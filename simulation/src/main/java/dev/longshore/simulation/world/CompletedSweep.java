package dev.longshore.simulation.world;

import java.time.Instant;

/** A sweep of all tasks and runs that came to its end. */
public record CompletedSweep(Instant startedAt, Instant endedAt) {}

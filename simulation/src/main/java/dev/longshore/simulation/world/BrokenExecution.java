package dev.longshore.simulation.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An execution that ended, but not with success. */
public record BrokenExecution(String run, String status, @Nullable String error, Instant at) {}

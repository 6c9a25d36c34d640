package dev.longshore.run;

import java.time.Instant;

/** That a run is to end, and why. It stands until the run is final. */
public record Cancellation(Instant at, String reason) {}

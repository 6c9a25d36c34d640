package dev.longshore.simulation.world;

import java.time.Instant;

/** That a person was told that a run is being cancelled. */
public record AcceptedCancel(String run, Instant at) {}

package dev.longshore.admission;

import java.time.Instant;

/**
 * How far the places in one rate are given away.
 *
 * @param bucket which rate
 * @param next the next free place
 */
public record Pace(String bucket, Instant next) {}

package dev.longshore.ledger;

/**
 * A value as it was read.
 *
 * @param version of its item; 0 where there is none yet
 */
public record Stored<T>(T value, long version) {}

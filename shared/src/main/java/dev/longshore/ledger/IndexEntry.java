package dev.longshore.ledger;

/**
 * Where an item stands in an index: within a partition, in the order of its sort text, which is
 * ASCII and no other item's.
 */
public record IndexEntry(String partition, String sort) {}

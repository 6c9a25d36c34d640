package dev.longshore.ledger;

/** Where an item stands in an index: within a partition, in the order of its sort text. */
public record IndexEntry(String partition, String sort) {}

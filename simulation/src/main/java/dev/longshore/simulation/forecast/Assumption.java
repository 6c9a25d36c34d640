package dev.longshore.simulation.forecast;

import org.jspecify.annotations.Nullable;

/**
 * Something that the forecast rests on.
 *
 * @param job null for all
 * @param what it is of, such as the duration of the work
 * @param source who said so
 */
public record Assumption(@Nullable String job, String what, String value, String source) {}

package dev.longshore.decision;

import java.time.Instant;

/**
 * What a task used between two instants.
 *
 * @param cpuPercent of the task's own vCPUs
 * @param logBytes written to its log
 */
public record Sample(Instant from, Instant to, double cpuPercent, long logBytes) {}

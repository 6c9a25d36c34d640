package dev.longshore.job;

import java.util.List;

/**
 * AWS actions that a job's containers may do on some resources; it becomes a statement of the
 * task's role.
 */
public record Permission(List<String> actions, List<String> resources) {}

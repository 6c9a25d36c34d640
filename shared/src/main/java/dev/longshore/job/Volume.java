package dev.longshore.job;

/**
 * A file system that a job's containers see.
 *
 * @param efs the EFS file system's id
 * @param path where it is mounted
 */
public record Volume(String efs, String path) {}

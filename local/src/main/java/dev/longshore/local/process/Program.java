package dev.longshore.local.process;

import java.util.List;

/**
 * A program to start.
 *
 * @param file its absolute path
 * @param arguments its own name first
 * @param environment each as {@code NAME=value}
 * @param directory where it runs, an absolute path
 */
record Program(String file, List<String> arguments, List<String> environment, String directory)
    implements CommandLookup.Found {}

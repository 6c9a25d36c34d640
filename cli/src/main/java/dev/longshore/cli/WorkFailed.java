package dev.longshore.cli;

/** What was asked for was done, and has failed: exit code 1. */
final class WorkFailed extends RuntimeException {

  WorkFailed(String message) {
    super(message);
  }
}

package dev.longshore.jobfile;

import java.util.List;

/** What reading job files has come to. */
public sealed interface Reading<T> {

  /** All was well. */
  record Accepted<T>(T value) implements Reading<T> {}

  /**
   * Something was wrong.
   *
   * @param complaints one or more, in the order of their files and lines
   */
  record Refused<T>(List<Complaint> complaints) implements Reading<T> {}
}

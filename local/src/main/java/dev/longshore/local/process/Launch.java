package dev.longshore.local.process;

/** What came of starting a task. */
sealed interface Launch permits Launch.Running, Refused {

  /**
   * It runs.
   *
   * @param group its process group, whose first process has the same number
   * @param logBefore the bytes that its log held already
   */
  record Running(int group, long logBefore) implements Launch {}
}

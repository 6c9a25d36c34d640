package dev.longshore.job;

import java.util.Locale;

/**
 * The processor architecture of a task; Fargate runs both, on Spot and on demand, at different
 * prices.
 */
public enum Architecture {
  X86_64,
  ARM64;

  /** The word for it in a job file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

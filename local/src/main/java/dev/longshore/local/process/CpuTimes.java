package dev.longshore.local.process;

import java.time.Duration;
import java.util.Optional;

/** How much CPU time the processes of a group have used. */
interface CpuTimes {

  /**
   * What the group has used up to now, in user and system mode, with those of its children that
   * were waited for; empty if it cannot be seen.
   */
  Optional<Duration> of(int group);
}

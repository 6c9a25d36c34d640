package dev.longshore.local.scheduler;

import java.time.Instant;
import java.util.Optional;

/** Up to when each schedule has been dealt with; it outlives the process. */
public interface FiringMarks {

  Optional<Instant> doneUpTo(String scheduleArn);

  void done(String scheduleArn, Instant time);
}

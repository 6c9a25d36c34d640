package dev.longshore.architecture.grants;

import dev.longshore.local.scheduler.FiringMarks;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Marks of schedules for as long as a cloud is played. */
final class Marks implements FiringMarks {

  private final Map<String, Instant> marks = new HashMap<>();

  @Override
  public Optional<Instant> doneUpTo(String scheduleArn) {
    return Optional.ofNullable(marks.get(scheduleArn));
  }

  @Override
  public void done(String scheduleArn, Instant time) {
    marks.put(scheduleArn, time);
  }
}

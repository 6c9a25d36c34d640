package dev.longshore.orchestration;

import dev.longshore.decision.Sample;
import java.time.Instant;
import java.util.List;

/** What running tasks use. */
public interface TaskMetrics {

  /** The samples of a task that end after {@code since}, oldest first; some may be missing. */
  List<Sample> samples(String taskArn, Instant since);
}

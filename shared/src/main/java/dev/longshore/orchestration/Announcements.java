package dev.longshore.orchestration;

import dev.longshore.run.RunId;
import dev.longshore.run.RunState;

/**
 * The events that tell the world of a run's end, where its execution cannot. Telling is at least
 * once.
 */
public interface Announcements {

  void announce(RunId run, RunState state);
}

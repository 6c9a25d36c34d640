package dev.longshore.simulation.cloud;

import dev.longshore.decision.Sample;
import dev.longshore.orchestration.TaskMetrics;
import dev.longshore.simulation.fault.Chances;
import dev.longshore.simulation.fault.Fault;
import dev.longshore.simulation.world.SeenTask;
import dev.longshore.simulation.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Hides samples: the latest, as if they were late, or any of them. */
record FaultyMetrics(TaskMetrics metrics, Chances chances, World world) implements TaskMetrics {

  @Override
  public List<Sample> samples(String taskArn, Instant since) {
    var samples = metrics.samples(taskArn, since);
    var late = chances.strike(Fault.SAMPLES_LATE);
    var missing = chances.strike(Fault.SAMPLES_MISSING);
    if (samples.isEmpty() || (late.isEmpty() && missing.isEmpty())) {
      return samples;
    }
    world.task(taskArn).ifPresent(SeenTask::hideSamples);
    var shown = new ArrayList<>(samples);
    late.ifPresent(_ -> shown.removeLast());
    if (!shown.isEmpty()) {
      missing.ifPresent(detail -> shown.remove(detail.nextInt(shown.size())));
    }
    return shown;
  }
}

package dev.longshore.simulation.cloud;

import dev.longshore.decision.Sample;
import dev.longshore.orchestration.TaskMetrics;
import dev.longshore.simulation.fault.Chances;
import dev.longshore.simulation.fault.Fault;
import dev.longshore.simulation.world.SeenTask;
import dev.longshore.simulation.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Hides samples: the latest for one look, as if they were late, or any for good. */
final class FaultyMetrics implements TaskMetrics {

  private final TaskMetrics metrics;
  private final Chances chances;
  private final World world;
  private final Set<Missing> missing = new HashSet<>();

  FaultyMetrics(TaskMetrics metrics, Chances chances, World world) {
    this.metrics = metrics;
    this.chances = chances;
    this.world = world;
  }

  private record Missing(String taskArn, Sample sample) {}

  @Override
  public List<Sample> samples(String taskArn, Instant since) {
    var samples = metrics.samples(taskArn, since);
    var late = chances.strike(Fault.SAMPLES_LATE);
    var lost = chances.strike(Fault.SAMPLES_MISSING);
    if (samples.isEmpty()) {
      return samples;
    }
    lost.ifPresent(detail -> lose(taskArn, samples.get(detail.nextInt(samples.size()))));
    var shown = new ArrayList<>(samples);
    if (!missing.isEmpty()) {
      shown.removeIf(sample -> missing.contains(new Missing(taskArn, sample)));
    }
    if (late.isPresent() && !shown.isEmpty()) {
      world.task(taskArn).ifPresent(SeenTask::hideSamples);
      shown.removeLast();
    }
    return shown;
  }

  private void lose(String taskArn, Sample sample) {
    missing.add(new Missing(taskArn, sample));
    world.task(taskArn).ifPresent(task -> task.loseSample(sample.to()));
  }
}

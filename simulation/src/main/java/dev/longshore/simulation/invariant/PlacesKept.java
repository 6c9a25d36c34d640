package dev.longshore.simulation.invariant;

import dev.longshore.job.Job;
import dev.longshore.job.Overlap;
import dev.longshore.run.Run;
import dev.longshore.simulation.world.SeenTask;
import dev.longshore.simulation.world.World;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** No more runs of a job have live tasks at once than its overlap and concurrency allow. */
record PlacesKept() implements Invariant {

  @Override
  public Stream<Violation> violations(World world) {
    return world.jobs().entrySet().stream().flatMap(job -> judge(job, world));
  }

  private Stream<Violation> judge(Map.Entry<String, List<Job>> job, World world) {
    var limited = new HashSet<String>();
    for (var run : world.runs()) {
      if (run.job().value().equals(job.getKey()) && isLimited(run, job.getValue().getFirst())) {
        limited.add(run.id().value());
      }
    }
    var limit =
        job.getValue().stream()
            .mapToInt(version -> version.concurrency() == null ? 1 : version.concurrency())
            .max()
            .orElse(1);
    var tasks = world.ownTasks().stream().filter(task -> limited.contains(task.run())).toList();
    return tasks.stream()
        .flatMap(task -> {
          var at = task.launchedAt();
          var runs =
              tasks.stream()
                  .filter(other -> !other.launchedAt().isAfter(at) && other.liveUntil().isAfter(at))
                  .map(SeenTask::run)
                  .distinct()
                  .toList();
          return runs.size() > limit
              ? Stream.of(
                  violation(
                      job.getKey(),
                      at,
                      "%d runs at %d places: %s".formatted(runs.size(), limit, runs)))
              : Stream.empty();
        });
  }

  /** Deploys of the simulation leave a job's overlap, and whether it has a limit, as they are. */
  static boolean isLimited(Run run, Job job) {
    if (job.concurrency() != null) {
      return true;
    }
    if (job.overlap() != null) {
      return job.overlap() != Overlap.ALLOW;
    }
    return run.trigger().type().word().equals("schedule");
  }
}

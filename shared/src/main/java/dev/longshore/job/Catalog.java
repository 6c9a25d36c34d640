package dev.longshore.job;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The compiled jobs of a stack.
 *
 * @param jobs by name
 */
public record Catalog(SortedMap<JobName, Job> jobs) {

  public Catalog {
    jobs = Collections.unmodifiableSortedMap(new TreeMap<>(jobs));
  }

  /** The catalog of these jobs, whose names differ. */
  public static Catalog of(Collection<Job> jobs) {
    var byName = new TreeMap<JobName, Job>();
    for (var job : jobs) {
      if (byName.put(job.name(), job) != null) {
        throw new IllegalArgumentException("two jobs are named " + job.name());
      }
    }
    return new Catalog(byName);
  }

  /** The job of a name, if there is one. */
  public Optional<Job> find(JobName name) {
    return Optional.ofNullable(jobs.get(name));
  }
}

package dev.longshore.job;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The compiled jobs, in the order of their names. */
public final class Catalog {

  private final SortedMap<JobName, Job> byName = new TreeMap<>();

  /**
   * A catalog of {@code jobs}.
   *
   * @throws IllegalArgumentException if two have one name
   */
  public Catalog(Collection<Job> jobs) {
    for (var job : jobs) {
      if (byName.put(job.name(), job) != null) {
        throw new IllegalArgumentException("two jobs are called " + job.name());
      }
    }
  }

  /** The job of that name. */
  public Optional<Job> find(JobName name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** All jobs, in the order of their names. */
  public List<Job> jobs() {
    return List.copyOf(byName.values());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Catalog that && byName.equals(that.byName);
  }

  @Override
  public int hashCode() {
    return byName.hashCode();
  }

  @Override
  public String toString() {
    return byName.keySet().toString();
  }
}

package dev.longshore.job;

import dev.longshore.schedule.Schedule;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A job: what one job file says, with every default filled in. See the design's job file for each
 * key's meaning.
 *
 * @param command the container's command, templates unrendered; empty for the image's own
 * @param ephemeralStorage GiB
 * @param environment by name, templates unrendered
 * @param secrets ARNs by the name of the variable that gets the value
 * @param timeout of an attempt, from RUNNING
 * @param startTimeout of an attempt, from RunTask to RUNNING
 * @param stopTimeout between SIGTERM and SIGKILL; null for the cloud's default (120 s on AWS, 30 s
 *     locally)
 * @param overlap null where it was not given: scheduled runs are then skipped and others allowed
 * @param concurrency how many of its runs may be open at once; null for no limit of its own
 * @param memoryCeiling MiB up to which retries after OUT_OF_MEMORY may climb; null for no climb
 */
public record Job(
    JobName name,
    @Nullable String description,
    String image,
    List<String> command,
    FargateSize size,
    Architecture architecture,
    int ephemeralStorage,
    List<Schedule> schedules,
    boolean queued,
    SortedMap<String, String> environment,
    SortedMap<String, String> secrets,
    CapacityPolicy capacity,
    RetryPolicy retry,
    Duration timeout,
    Duration startTimeout,
    @Nullable Duration stopTimeout,
    @Nullable IdlePolicy idle,
    boolean completesOnTerm,
    @Nullable Overlap overlap,
    SortedMap<String, Parameter> parameters,
    @Nullable Integer concurrency,
    @Nullable Integer memoryCeiling,
    List<Permission> permissions,
    List<Volume> volumes,
    SortedMap<String, String> tags) {

  public static final Architecture ARCHITECTURE_DEFAULT = Architecture.X86_64;
  public static final int EPHEMERAL_STORAGE_DEFAULT = 20;
  public static final Duration TIMEOUT_DEFAULT = Duration.ofHours(1);
  public static final Duration START_TIMEOUT_DEFAULT = Duration.ofMinutes(10);

  /** A job that nobody changes: its lists and maps are copies. */
  public Job {
    command = List.copyOf(command);
    schedules = List.copyOf(schedules);
    environment = copyOf(environment);
    secrets = copyOf(secrets);
    parameters = copyOf(parameters);
    permissions = List.copyOf(permissions);
    volumes = List.copyOf(volumes);
    tags = copyOf(tags);
  }

  private static <V> SortedMap<String, V> copyOf(SortedMap<String, V> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}

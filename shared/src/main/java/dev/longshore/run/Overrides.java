package dev.longshore.run;

import dev.longshore.job.Capacity;
import dev.longshore.job.FargateSize;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a person changed of the job for one run.
 *
 * @param command in place of the job's; empty for the job's own
 * @param environment over the job's
 * @param capacity in place of the job's policy
 */
public record Overrides(
    @Nullable FargateSize size,
    List<String> command,
    SortedMap<String, String> environment,
    @Nullable Capacity capacity) {

  public static final Overrides NONE = new Overrides(null, List.of(), new TreeMap<>(), null);
}

package dev.longshore.orchestration;

import dev.longshore.job.JobName;
import dev.longshore.run.Overrides;
import dev.longshore.run.RunId;
import dev.longshore.run.Trigger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The wish to open a run.
 *
 * @param rerunOf the final run that it repeats; null for none
 */
public record OpenRequest(
    JobName job,
    Trigger trigger,
    Map<String, ?> parameters,
    Overrides overrides,
    @Nullable RunId rerunOf) {

  public static OpenRequest of(JobName job, Trigger trigger, Map<String, ?> parameters) {
    return new OpenRequest(job, trigger, parameters, Overrides.NONE, null);
  }
}

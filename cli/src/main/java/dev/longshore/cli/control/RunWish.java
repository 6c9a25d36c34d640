package dev.longshore.cli.control;

import dev.longshore.job.Capacity;
import dev.longshore.job.FargateSize;
import dev.longshore.job.JobName;
import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import dev.longshore.json.Json.Building;
import dev.longshore.orchestration.OpenRequest;
import dev.longshore.run.Overrides;
import dev.longshore.run.Trigger;
import java.time.Instant;
import java.util.Map;

/**
 * A person's wish to run a job now, as it crosses the socket.
 *
 * @param id tells it from every other wish; the same one twice is one run
 * @param parameters in the types that the job declares
 */
public record RunWish(JobName job, String id, Map<String, ?> parameters, Overrides overrides) {

  /** The wish as a trigger at {@code now}. */
  public OpenRequest at(Instant now) {
    return new OpenRequest(job, Trigger.person(id, now), parameters, overrides, null);
  }

  /** The wish as a request for {@code operation}. */
  public Building write(String operation) {
    var size = overrides.size();
    return Json.object()
        .put("operation", operation)
        .put("job", job)
        .put("id", id)
        .putFilled("parameters", parameters)
        .put("cpu", size == null ? null : size.cpu())
        .put("memory", size == null ? null : size.memory())
        .putFilled("command", overrides.command())
        .putFilled("environment", overrides.environment())
        .put("capacity", overrides.capacity());
  }

  /** The wish that a request holds. */
  public static RunWish read(Fields request) {
    var size =
        request.has("cpu")
            ? new FargateSize(request.integer("cpu"), request.integer("memory"))
            : null;
    var overrides =
        new Overrides(
            size,
            request.texts("command"),
            request.textsByName("environment"),
            request.wordOrNull("capacity", Capacity.class));
    return new RunWish(
        new JobName(request.text("job")),
        request.text("id"),
        request.object("parameters").<Map<String, ?>>map(Fields::values).orElse(Map.of()),
        overrides);
  }
}

package dev.longshore.simulation.forecast;

import dev.longshore.job.Job;
import dev.longshore.job.JobCodec;
import dev.longshore.job.Template;
import dev.longshore.json.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Changes compiled jobs by the fields of their canonical text. */
final class JobEdit {

  /** What stands for the image's own command, which cannot be known. */
  private static final String IMAGE_COMMAND = "image";

  private JobEdit() {}

  /** A job with other values of some fields. */
  static Job with(Job job, Map<String, Object> changes) {
    var fields = new LinkedHashMap<String, Object>(Json.parseObject(JobCodec.encode(job)).values());
    fields.putAll(changes);
    return JobCodec.decode(Json.write(fields));
  }

  /**
   * The job as it can be played: something to start, and no pattern that a made-up message would
   * have to match.
   */
  static Job playable(Job job) {
    var changes = new HashMap<String, Object>();
    if (job.command().isEmpty()) {
      changes.put("command", List.of(IMAGE_COMMAND));
    }
    if (!job.parameters().isEmpty()) {
      var parameters = new TreeMap<String, Object>();
      job.parameters()
          .forEach((name, parameter) ->
              parameters.put(
                  name,
                  Json.object()
                      .put("type", parameter.type().name())
                      .put("required", parameter.required())
                      .put("default", parameter.defaultValue())
                      .fields()));
      changes.put("parameters", parameters);
    }
    return changes.isEmpty() ? job : with(job, changes);
  }

  /** Parameters for a run of a job that somebody would give it: one of each. */
  static Map<String, Object> parameters(Job job) {
    var given = new TreeMap<String, Object>();
    job.parameters()
        .forEach((name, parameter) ->
            given.put(
                name,
                switch (parameter.type()) {
                  case STRING -> "value";
                  case INTEGER, NUMBER -> 1;
                  case BOOLEAN -> true;
                }));
    var named = new TreeSet<String>();
    job.command().forEach(text -> named.addAll(Template.parse(text).parameters()));
    job.environment().values().forEach(text -> named.addAll(Template.parse(text).parameters()));
    named.forEach(name -> given.putIfAbsent(name, "value"));
    return given;
  }
}

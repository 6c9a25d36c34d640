package dev.longshore.job;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import dev.longshore.schedule.CronExpression;
import dev.longshore.schedule.Schedule;
import dev.longshore.schedule.Schedule.At;
import dev.longshore.schedule.Schedule.Cron;
import dev.longshore.schedule.Schedule.Missed;
import dev.longshore.schedule.Schedule.Rate;
import dev.longshore.schedule.Schedule.Timing;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A job as JSON: the same text for equal jobs on every machine, so that its hash names the job's
 * version.
 */
public final class JobCodec {

  private JobCodec() {}

  /** The version of a job. */
  public static JobVersion version(Job job) {
    return JobVersion.of(encode(job));
  }

  /** The canonical text of a job. */
  public static String encode(Job job) {
    return Json.write(toFields(job));
  }

  /** The job that {@code text}, once {@linkplain #encode encoded}, stands for. */
  public static Job decode(String text) {
    return fromFields(Json.parseObject(text));
  }

  /** The text of a catalog: its jobs by name, each as {@link #encode} writes it. */
  public static String encode(Catalog catalog) {
    var jobs = catalog.jobs().values().stream().map(JobCodec::toFields).toList();
    return Json.write(Json.object().put("jobs", jobs).fields());
  }

  /** The catalog that {@code text}, once {@linkplain #encode(Catalog) encoded}, stands for. */
  public static Catalog decodeCatalog(String text) {
    return Catalog.of(
        Json.parseObject(text).objects("jobs").stream().map(JobCodec::fromFields).toList());
  }

  private static Map<String, Object> toFields(Job job) {
    return Json.object()
        .put("job", job.name().value())
        .put("description", job.description())
        .put("image", job.image())
        .putFilled("command", job.command())
        .put("cpu", job.size().cpu())
        .put("memory", job.size().memory())
        .put("architecture", job.architecture().name())
        .put("ephemeralStorage", job.ephemeralStorage())
        .putFilled("schedules", job.schedules().stream().map(JobCodec::scheduleFields).toList())
        .put("queued", job.queued())
        .putFilled("environment", job.environment())
        .putFilled("secrets", job.secrets())
        .put("spot", job.capacity().spot().name())
        .put("onDemandAfter", job.capacity().onDemandAfter())
        .put("retry", retryFields(job.retry()))
        .put("timeout", job.timeout().toString())
        .put("startTimeout", job.startTimeout().toString())
        .put("stopTimeout", job.stopTimeout() == null ? null : job.stopTimeout().toString())
        .put("idle", job.idle() == null ? null : idleFields(job.idle()))
        .put("completesOnTerm", job.completesOnTerm())
        .put("overlap", job.overlap() == null ? null : job.overlap().name())
        .putFilled("parameters", parameterFields(job.parameters()))
        .put("concurrency", job.concurrency())
        .put("memoryCeiling", job.memoryCeiling())
        .putFilled(
            "permissions",
            job.permissions().stream()
                .map(p -> Map.of("actions", p.actions(), "resources", p.resources()))
                .map(TreeMap::new)
                .toList())
        .putFilled(
            "volumes",
            job.volumes().stream()
                .map(v -> new TreeMap<>(Map.of("efs", v.efs(), "path", v.path())))
                .toList())
        .putFilled("tags", job.tags())
        .fields();
  }

  private static Job fromFields(Fields fields) {
    return new Job(
        new JobName(fields.text("job")),
        fields.textOrNull("description"),
        fields.text("image"),
        fields.texts("command"),
        new FargateSize(fields.integer("cpu"), fields.integer("memory")),
        fields.word("architecture", Architecture.class),
        fields.integer("ephemeralStorage"),
        fields.objects("schedules").stream().map(JobCodec::schedule).toList(),
        fields.isTrue("queued"),
        fields.textsByName("environment"),
        fields.textsByName("secrets"),
        new CapacityPolicy(
            fields.word("spot", CapacityPolicy.Spot.class), fields.integer("onDemandAfter")),
        retry(fields.object("retry").orElseThrow()),
        fields.duration("timeout"),
        fields.duration("startTimeout"),
        fields.durationOrNull("stopTimeout"),
        fields.object("idle").map(JobCodec::idle).orElse(null),
        fields.isTrue("completesOnTerm"),
        fields.wordOrNull("overlap", Overlap.class),
        parameters(fields),
        fields.integerOrNull("concurrency"),
        fields.integerOrNull("memoryCeiling"),
        fields.objects("permissions").stream()
            .map(p -> new Permission(p.texts("actions"), p.texts("resources")))
            .toList(),
        fields.objects("volumes").stream()
            .map(v -> new Volume(v.text("efs"), v.text("path")))
            .toList(),
        fields.textsByName("tags"));
  }

  private static Map<String, Object> scheduleFields(Schedule schedule) {
    var fields = Json.object();
    switch (schedule.timing()) {
      case Cron(var expression) -> fields.put("cron", expression.toString());
      case Rate(var every) -> fields.put("rate", every.toString());
      case At(var time) -> fields.put("at", time.toString());
    }
    return fields
        .put("zone", schedule.zone().getId())
        .put("window", schedule.window() == null ? null : schedule.window().toString())
        .put("missed", schedule.missed().name())
        .fields();
  }

  private static Schedule schedule(Fields fields) {
    Timing timing =
        fields.has("cron")
            ? new Cron(CronExpression.parse(fields.text("cron")))
            : fields.has("rate")
                ? new Rate(fields.duration("rate"))
                : new At(LocalDateTime.parse(fields.text("at")));
    return new Schedule(
        timing,
        ZoneId.of(fields.text("zone")),
        fields.durationOrNull("window"),
        fields.word("missed", Missed.class));
  }

  private static Map<String, Object> retryFields(RetryPolicy retry) {
    return Json.object()
        .put("attempts", retry.attempts())
        .put("backoff", retry.backoff().toString())
        .put("rate", retry.rate())
        .put("max", retry.max().toString())
        .put("interruptions", retry.interruptions())
        .put("launches", retry.launches())
        .put("outOfMemory", retry.outOfMemory())
        .putFilled("retryExitCodes", sorted(retry.retryExitCodes()))
        .putFilled("failExitCodes", sorted(retry.failExitCodes()))
        .putFilled("retryReasons", retry.retryReasons())
        .fields();
  }

  private static RetryPolicy retry(Fields fields) {
    return new RetryPolicy(
        fields.integer("attempts"),
        fields.duration("backoff"),
        fields.number("rate"),
        fields.duration("max"),
        fields.integer("interruptions"),
        fields.integer("launches"),
        fields.integer("outOfMemory"),
        fields.integers("retryExitCodes").stream().collect(toSet()),
        fields.integers("failExitCodes").stream().collect(toSet()),
        fields.texts("retryReasons"));
  }

  private static Map<String, Object> idleFields(IdlePolicy idle) {
    return Json.object()
        .put("after", idle.after().toString())
        .put("cpuBelow", idle.cpuBelow())
        .put("signal", idle.signal().name())
        .fields();
  }

  private static IdlePolicy idle(Fields fields) {
    return new IdlePolicy(
        fields.duration("after"),
        fields.number("cpuBelow"),
        fields.word("signal", IdlePolicy.Signal.class));
  }

  private static Map<String, Object> parameterFields(Map<String, Parameter> parameters) {
    return parameters.entrySet().stream()
        .collect(
            toMap(
                Map.Entry::getKey,
                entry ->
                    Json.object()
                        .put("type", entry.getValue().type().name())
                        .put("pattern", entry.getValue().pattern())
                        .put("required", entry.getValue().required())
                        .put("default", entry.getValue().defaultValue())
                        .fields(),
                (one, _) -> one,
                TreeMap::new));
  }

  private static SortedMap<String, Parameter> parameters(Fields fields) {
    var parameters = new TreeMap<String, Parameter>();
    fields
        .object("parameters")
        .ifPresent(all ->
            all.values()
                .forEach((name, value) -> {
                  var one = Fields.of(value);
                  parameters.put(
                      name,
                      new Parameter(
                          one.word("type", Parameter.Type.class),
                          one.textOrNull("pattern"),
                          one.isTrue("required"),
                          one.values().get("default")));
                }));
    return parameters;
  }

  private static <T extends Comparable<T>> Object sorted(Collection<T> values) {
    return values.stream().sorted().toList();
  }
}

package dev.longshore.jobfile;

import dev.longshore.job.CapacityPolicy;
import dev.longshore.job.FargateSize;
import dev.longshore.job.IdlePolicy;
import dev.longshore.job.Job;
import dev.longshore.job.JobName;
import dev.longshore.job.Overlap;
import dev.longshore.job.Permission;
import dev.longshore.job.RetryPolicy;
import dev.longshore.job.Volume;
import dev.longshore.schedule.CronExpression;
import dev.longshore.schedule.Durations;
import dev.longshore.schedule.Schedule;
import dev.longshore.schedule.Schedule.At;
import dev.longshore.schedule.Schedule.Cron;
import dev.longshore.schedule.Schedule.Missed;
import dev.longshore.schedule.Schedule.Rate;
import dev.longshore.schedule.Schedule.Timing;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compiles a job file without complaints: every default is filled in. */
final class JobBuilder {

  private static final double CPU_BELOW_DEFAULT = 2;

  private final Keys file;

  private JobBuilder(Keys file) {
    this.file = file;
  }

  static Job build(Keys file) {
    return new JobBuilder(file).job();
  }

  private Job job() {
    return new Job(
        new JobName(required(file, "job")),
        file.text("description"),
        required(file, "image"),
        file.texts("command"),
        new FargateSize(
            file.integer("cpu", FargateSize.DEFAULT.cpu()),
            file.integer("memory", FargateSize.DEFAULT.memory())),
        file.word("architecture", Job.ARCHITECTURE_DEFAULT),
        file.integer("ephemeralStorage", Job.EPHEMERAL_STORAGE_DEFAULT),
        each("schedule", JobBuilder::schedule),
        file.has("queue"),
        file.textsByName("environment"),
        file.textsByName("secrets"),
        capacity(),
        retry(),
        file.duration("timeout", Job.TIMEOUT_DEFAULT),
        file.duration("startTimeout", Job.START_TIMEOUT_DEFAULT),
        file.duration("stopTimeout"),
        idle(),
        file.isTrue("completesOnTerm"),
        file.word("overlap", Overlap.class),
        ParameterRules.readAll(file),
        file.integer("concurrency"),
        file.integer("memoryCeiling"),
        each("permissions", one -> new Permission(one.texts("actions"), one.texts("resources"))),
        each("volumes", one -> new Volume(required(one, "efs"), required(one, "path"))),
        file.textsByName("tags"));
  }

  private static String required(Keys keys, String key) {
    return Objects.requireNonNull(keys.text(key), key);
  }

  private <T> List<T> each(String key, Function<Keys, T> builder) {
    return file.mappings(key).stream().map(builder).toList();
  }

  private static Schedule schedule(Keys keys) {
    var zone = keys.text("timezone");
    return new Schedule(
        timing(keys),
        Schedule.zone(zone == null ? "UTC" : zone),
        keys.duration("window"),
        keys.word("missed", Missed.LAST));
  }

  private static Timing timing(Keys keys) {
    if (keys.has("cron")) {
      return new Cron(CronExpression.parse(required(keys, "cron")));
    }
    return keys.has("rate")
        ? new Rate(Durations.parse(required(keys, "rate")))
        : new At(LocalDateTime.parse(required(keys, "at")));
  }

  private CapacityPolicy capacity() {
    var defaults = CapacityPolicy.DEFAULT;
    var keys = file.mapping("capacity");
    return keys == null
        ? defaults
        : new CapacityPolicy(
            keys.word("spot", defaults.spot()),
            keys.integer("onDemandAfter", defaults.onDemandAfter()));
  }

  private RetryPolicy retry() {
    var defaults = RetryPolicy.DEFAULT;
    var keys = file.mapping("retry");
    return keys == null
        ? defaults
        : new RetryPolicy(
            keys.integer("attempts", defaults.attempts()),
            keys.duration("backoff", defaults.backoff()),
            keys.number("rate", defaults.rate()),
            keys.duration("max", defaults.max()),
            keys.integer("interruptions", defaults.interruptions()),
            keys.integer("launches", defaults.launches()),
            keys.integer("outOfMemory", defaults.outOfMemory()),
            Set.copyOf(keys.integers("retryExitCodes")),
            Set.copyOf(keys.integers("failExitCodes")),
            keys.texts("retryReasons"));
  }

  private @Nullable IdlePolicy idle() {
    var keys = file.mapping("idle"); // null also for the word none
    return keys == null
        ? null
        : new IdlePolicy(
            Durations.parse(required(keys, "after")),
            keys.number("cpuBelow", CPU_BELOW_DEFAULT),
            keys.word("signal", IdlePolicy.Signal.CPU));
  }
}

package dev.longshore.cli.render;

import dev.longshore.aws.Deployment;
import dev.longshore.job.Job;
import dev.longshore.job.JobCodec;
import dev.longshore.job.JobVersion;
import dev.longshore.job.Template;
import dev.longshore.json.Json;
import dev.longshore.json.Json.Building;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What every job has: a task definition of its version, a log group and two roles. */
final class JobResources {

  static final String EXECUTES_COMMANDS = "ExecutesCommands";

  /** The most that Fargate waits between SIGTERM and SIGKILL; a Spot notice is as long. */
  static final Duration STOP_TIMEOUT = Duration.ofMinutes(2);

  /** A user that is nobody's in particular, and not root. */
  private static final String USER = "1000:1000";

  /** The share of the task's memory that /tmp may take, one in so many. */
  private static final int TMP_SHARE = 4;

  private static final String SCRATCH = "scratch";

  private final Job job;
  private final JobVersion version;
  private final LogicalId id;

  JobResources(Job job) {
    this.job = job;
    this.version = JobCodec.version(job);
    this.id = LogicalId.of(job.name());
  }

  void addTo(Building resources) {
    resources.put(id.logGroup(), logGroup().fields());
    var roles = new RoleResources(job);
    resources.put(id.executionRole(), roles.executionRole().fields());
    resources.put(id.taskRole(), roles.taskRole().fields());
    resources.put(id.taskDefinition(version), taskDefinition().fields());
  }

  private Building logGroup() {
    return Cfn.resource(
        "AWS::Logs::LogGroup",
        Json.object()
            .put("LogGroupName", Cfn.sub(Deployment.logGroup("${Stack}", job.name().value())))
            .put("RetentionInDays", Cfn.ref("LogRetentionDays"))
            .put("Tags", tags(job)));
  }

  /** Longshore's own tags, and the job's. */
  static List<Map<String, Object>> tags(Job job) {
    var tags =
        Json.object()
            .put("longshore:stack", Cfn.ref("Stack"))
            .put("longshore:job", job.name().value());
    job.tags().forEach(tags::put);
    return Cfn.tags(tags);
  }

  private Building taskDefinition() {
    var properties =
        Json.object()
            .put("Family", Cfn.sub("ls-${Stack}-%s-%s".formatted(job.name(), version)))
            .put("RequiresCompatibilities", List.of("FARGATE"))
            .put("NetworkMode", "awsvpc")
            .put("Cpu", String.valueOf(job.size().cpu()))
            .put("Memory", String.valueOf(job.size().memory()))
            .put(
                "RuntimePlatform",
                Json.object()
                    .put("CpuArchitecture", job.architecture().name())
                    .put("OperatingSystemFamily", "LINUX")
                    .fields());
    if (job.ephemeralStorage() > Job.EPHEMERAL_STORAGE_DEFAULT) {
      properties.put("EphemeralStorage", Map.of("SizeInGiB", job.ephemeralStorage()));
    }
    properties
        .put("ExecutionRoleArn", Cfn.arn(id.executionRole()))
        .put("TaskRoleArn", Cfn.arn(id.taskRole()))
        .put("ContainerDefinitions", List.of(container().fields()))
        .put("Volumes", volumes())
        .put("Tags", tags(job));
    // Open runs of an older version still need it, so no deployment takes it away.
    return Json.object()
        .put("Type", "AWS::ECS::TaskDefinition")
        .put("DeletionPolicy", "Retain")
        .put("UpdateReplacePolicy", "Retain")
        .put("Properties", properties.fields());
  }

  private Building container() {
    return Json.object()
        .put("Name", "job")
        .put("Image", Image.of(job.image()).name())
        .put("Essential", true)
        .putFilled("Command", isConstant(job.command()) ? job.command() : List.of())
        .putFilled("Environment", environment())
        .putFilled("Secrets", secrets())
        .put("User", USER)
        // The agent of ECS Exec writes to the root file system.
        .put("ReadonlyRootFilesystem", Cfn.ifElse(EXECUTES_COMMANDS, false, true))
        .put("LinuxParameters", linuxParameters().fields())
        .put("StopTimeout", stopTimeout().toSeconds())
        .put("LogConfiguration", logConfiguration().fields())
        .put("MountPoints", mountPoints());
  }

  private Duration stopTimeout() {
    var own = job.stopTimeout();
    return own == null ? STOP_TIMEOUT : own;
  }

  private static boolean isConstant(List<String> texts) {
    return texts.stream().map(Template::parse).allMatch(Template::isConstant);
  }

  /** What is the same for every run; the rest comes with each RunTask request. */
  private List<Map<String, Object>> environment() {
    var variables = new ArrayList<Map<String, Object>>();
    job.environment()
        .forEach((name, value) -> {
          if (Template.parse(value).isConstant()) {
            variables.add(Json.object().put("Name", name).put("Value", value).fields());
          }
        });
    return variables;
  }

  private List<Map<String, Object>> secrets() {
    var secrets = new ArrayList<Map<String, Object>>();
    job.secrets()
        .forEach((name, arn) ->
            secrets.add(Json.object().put("Name", name).put("ValueFrom", arn).fields()));
    return secrets;
  }

  private Building linuxParameters() {
    var tmp =
        Json.object()
            .put("ContainerPath", "/tmp")
            .put("Size", job.size().memory() / TMP_SHARE)
            .put("MountOptions", List.of("rw", "nosuid", "nodev", "mode=1777"));
    return Json.object()
        .put("InitProcessEnabled", true)
        .put("Capabilities", Map.of("Drop", List.of("ALL")))
        .put("Tmpfs", List.of(tmp.fields()));
  }

  /** The log is evidence: a task waits for it rather than lose a line, which is not the default. */
  private Building logConfiguration() {
    var options =
        Json.object()
            .put("awslogs-group", Cfn.ref(id.logGroup()))
            .put("awslogs-region", Cfn.ref("AWS::Region"))
            .put("awslogs-stream-prefix", Deployment.LOG_STREAM_PREFIX)
            .put("mode", "blocking");
    return Json.object().put("LogDriver", "awslogs").put("Options", options.fields());
  }

  private List<Map<String, Object>> volumes() {
    var volumes = new ArrayList<Map<String, Object>>();
    volumes.add(Map.of("Name", SCRATCH));
    for (var i = 0; i < job.volumes().size(); i++) {
      var efs =
          Json.object()
              .put("FilesystemId", job.volumes().get(i).efs())
              .put("TransitEncryption", "ENABLED")
              .put("AuthorizationConfig", Map.of("IAM", "ENABLED"));
      volumes.add(
          Json.object()
              .put("Name", "efs" + (i + 1))
              .put("EFSVolumeConfiguration", efs.fields())
              .fields());
    }
    return volumes;
  }

  private List<Map<String, Object>> mountPoints() {
    var points = new ArrayList<Map<String, Object>>();
    points.add(mountPoint(SCRATCH, "/scratch"));
    for (var i = 0; i < job.volumes().size(); i++) {
      points.add(mountPoint("efs" + (i + 1), job.volumes().get(i).path()));
    }
    return points;
  }

  private static Map<String, Object> mountPoint(String volume, String path) {
    return Json.object()
        .put("SourceVolume", volume)
        .put("ContainerPath", path)
        .put("ReadOnly", false)
        .fields();
  }
}

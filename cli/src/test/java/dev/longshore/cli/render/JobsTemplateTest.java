package dev.longshore.cli.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.job.Catalog;
import dev.longshore.job.Job;
import dev.longshore.job.JobCodec;
import dev.longshore.jobfile.JobFiles;
import dev.longshore.jobfile.Reading.Accepted;
import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsTemplateTest {

  private static final String FULL =
      """
      job: nightly-orders
      image: orders-etl:1.4.2
      command: [python, etl.py, --date, "{{ scheduledDate }}"]
      cpu: 1024
      memory: 2048
      architecture: arm64
      ephemeralStorage: 40
      schedule:
        - { cron: "30 2 * * ? *", timezone: Asia/Seoul, window: 15m, missed: none }
        - { rate: 1m }
        - { rate: 2h }
        - { at: 2026-12-01T09:00 }
      queue: { mode: message }
      environment: { STAGE: "prod ${x}", RUN: "{{ runId }}" }
      secrets:
        DB_PASSWORD: "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-db-AbCdEf:password::"
        DB_USER: "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-db-AbCdEf:user::"
        TOKEN: "arn:aws:ssm:us-east-1:123456789012:parameter/orders/token"
      stopTimeout: 30s
      idle: { after: 5m }
      permissions: [ { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::orders/*"] } ]
      volumes: [ { efs: fs-0123456789abcdef0, path: /data } ]
      tags: { team: orders }
      """;

  @TempDir private Path folder;

  private Catalog catalog(String... files) throws IOException {
    var jobs = new ArrayList<Job>();
    for (var i = 0; i < files.length; i++) {
      var file = Files.writeString(folder.resolve("%04d.yaml".formatted(i)), files[i]);
      if (!(new JobFiles().readFile(file) instanceof Accepted<Job>(var job))) {
        throw new AssertionError(new JobFiles().readFile(file));
      }
      jobs.add(job);
    }
    return Catalog.of(jobs);
  }

  private Fields resources(String... files) throws IOException {
    return Json.parseObject(JobsTemplate.write(catalog(files))).object("Resources").orElseThrow();
  }

  private static Fields properties(Fields resources, String id) {
    return resources
        .object(id)
        .orElseThrow(() -> new AssertionError(id + " is none of " + resources.values().keySet()))
        .object("Properties")
        .orElseThrow();
  }

  private static Fields container(Fields resources, String id) {
    return properties(resources, id).objects("ContainerDefinitions").getFirst();
  }

  private static List<Fields> statements(Fields resources, String role) {
    return properties(resources, role)
        .objects("Policies")
        .getFirst()
        .object("PolicyDocument")
        .orElseThrow()
        .objects("Statement");
  }

  @Test
  void theSameJobsMakeTheSameBytes() throws IOException {
    var text = JobsTemplate.write(catalog(FULL, "job: b\nimage: b:1\n"));

    assertThat(JobsTemplate.write(catalog(FULL, "job: b\nimage: b:1\n"))).isEqualTo(text);
    assertThat(JobsTemplate.write(catalog("job: b\nimage: b:1\n", FULL))).isEqualTo(text);
  }

  @Test
  void aTaskDefinitionIsOfOneVersionAndStays() throws IOException {
    var version = JobCodec.version(catalog(FULL).jobs().firstEntry().getValue());
    var resources = resources(FULL);
    var id = "NightlyOrdersVersion" + version;
    var task = properties(resources, id);

    assertThat(resources.object(id).orElseThrow().text("DeletionPolicy")).isEqualTo("Retain");
    assertThat(resources.object(id).orElseThrow().text("UpdateReplacePolicy")).isEqualTo("Retain");
    assertThat(task.values().get("Family"))
        .isEqualTo(Map.of("Fn::Sub", "ls-${Stack}-nightly-orders-" + version));
    assertThat(task.text("Cpu") + " " + task.text("Memory")).isEqualTo("1024 2048");
    assertThat(task.object("EphemeralStorage").orElseThrow().integer("SizeInGiB")).isEqualTo(40);
    assertThat(task.object("RuntimePlatform").orElseThrow().text("CpuArchitecture"))
        .isEqualTo("ARM64");
  }

  @Test
  void aContainerIsNoRootAndLosesNoLogLine() throws IOException {
    var resources = resources("job: a\nimage: a:1\n");
    var id =
        resources.values().keySet().stream()
            .filter(name -> name.startsWith("AVersion"))
            .findFirst()
            .orElseThrow();
    var container = container(resources, id);

    assertThat(container.text("User")).isEqualTo("1000:1000");
    assertThat(container.values().get("ReadonlyRootFilesystem"))
        .isEqualTo(Map.of("Fn::If", List.of("ExecutesCommands", false, true)));
    assertThat(container.object("LinuxParameters").orElseThrow().isTrue("InitProcessEnabled"))
        .isTrue();
    assertThat(container.integer("StopTimeout")).isEqualTo(120);
    assertThat(
            container
                .object("LogConfiguration")
                .flatMap(log -> log.object("Options"))
                .orElseThrow()
                .text("mode"))
        .isEqualTo("blocking");
  }

  @Test
  void whatIsTheSameForEachRunStandsInTheTaskDefinitionAsItIsWritten() throws IOException {
    var catalog = catalog(FULL);
    var version = JobCodec.version(catalog.jobs().firstEntry().getValue());
    var container = container(resources(FULL), "NightlyOrdersVersion" + version);

    assertThat(container.has("Command")).isFalse();
    assertThat(container.objects("Environment"))
        .extracting(variable -> variable.text("Name") + "=" + variable.text("Value"))
        .containsExactly("STAGE=prod ${x}");
    assertThat(container.integer("StopTimeout")).isEqualTo(30);
    assertThat(container.objects("Secrets"))
        .extracting(secret -> secret.text("Name"))
        .containsExactly("DB_PASSWORD", "DB_USER", "TOKEN");
  }

  @Test
  void theExecutionRoleReadsItsOwnImageAndSecretsAlone() throws IOException {
    var statements = statements(resources(FULL), "NightlyOrdersExecutionRole");

    assertThat(statements)
        .extracting(statement -> statement.text("Sid"))
        .containsExactly("Log", "Registry", "Image", "Secrets", "Parameters");
    assertThat(statements.get(2).values().get("Resource"))
        .isEqualTo(
            Map.of(
                "Fn::Sub",
                "arn:${AWS::Partition}:ecr:${AWS::Region}:${AWS::AccountId}:repository/orders-etl"));
    assertThat(statements.get(3).texts("Resource"))
        .containsExactly("arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-db-AbCdEf");
    assertThat(statements.get(4).texts("Resource"))
        .containsExactly("arn:aws:ssm:us-east-1:123456789012:parameter/orders/token");
  }

  @Test
  void aPublicImageNeedsNoRightOfEcr() throws IOException {
    var resources = resources("job: a\nimage: public.ecr.aws/docker/library/python:3.13\n");

    assertThat(statements(resources, "AExecutionRole"))
        .extracting(statement -> statement.text("Sid"))
        .containsExactly("Log");
  }

  @Test
  void anImageOfAnotherAccountIsReadThere() throws IOException {
    var resources =
        resources(
            "job: a\nimage: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/etl@sha256:%s\n"
                .formatted("0".repeat(64)));

    assertThat(statements(resources, "AExecutionRole").get(2).values().get("Resource"))
        .isEqualTo(
            Map.of(
                "Fn::Sub", "arn:${AWS::Partition}:ecr:eu-west-1:123456789012:repository/team/etl"));
  }

  @Test
  void theTaskRoleHasTheJobsPermissionsAndItsOwnCheckpoints() throws IOException {
    var statements = statements(resources(FULL), "NightlyOrdersTaskRole");

    assertThat(statements.get(0).values().get("Resource"))
        .isEqualTo(
            Map.of(
                "Fn::Sub",
                "arn:${AWS::Partition}:s3:::${CheckpointBucket}/checkpoints/nightly-orders-????????T??????Z-????????????/*"));
    assertThat(statements.get(2).texts("Action")).containsExactly("s3:GetObject");
    assertThat(statements.get(2).texts("Resource")).containsExactly("arn:aws:s3:::orders/*");
    assertThat(statements.get(3).texts("Action"))
        .containsExactly("elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite");
  }

  @Test
  void eachScheduleHasItsZoneWindowAndRetries() throws IOException {
    var resources = resources(FULL);

    assertThat(
            IntStream.rangeClosed(1, 4)
                .mapToObj(n -> properties(resources, "NightlyOrdersSchedule" + n))
                .map(schedule ->
                    "%s %s %s"
                        .formatted(
                            schedule.text("Name"),
                            schedule.text("ScheduleExpression"),
                            schedule.text("ScheduleExpressionTimezone"))))
        .containsExactly(
            "nightly-orders.1 cron(30 2 * * ? *) Asia/Seoul",
            "nightly-orders.2 rate(1 minute) UTC",
            "nightly-orders.3 rate(120 minutes) UTC",
            "nightly-orders.4 at(2026-12-01T09:00:00) UTC");
    var first = properties(resources, "NightlyOrdersSchedule1");
    assertThat(first.object("FlexibleTimeWindow").orElseThrow().integer("MaximumWindowInMinutes"))
        .isEqualTo(15);
    var target = first.object("Target").orElseThrow();
    assertThat(target.object("RetryPolicy").orElseThrow().integer("MaximumRetryAttempts")).isZero();
    assertThat(target.has("DeadLetterConfig")).isTrue();
    assertThat(Json.parseObject(target.text("Input")).text("zone")).isEqualTo("Asia/Seoul");
  }

  @Test
  void aQueueHasADeadLetterQueueAnEventSourceAndAnAlarm() throws IOException {
    var resources = resources(FULL);

    assertThat(properties(resources, "NightlyOrdersQueue").values().get("QueueName"))
        .isEqualTo(Map.of("Fn::Sub", "${Stack}_nightly-orders"));
    assertThat(properties(resources, "NightlyOrdersDeadLetterQueue").values().get("QueueName"))
        .isEqualTo(Map.of("Fn::Sub", "${Stack}_nightly-orders_dead"));
    assertThat(properties(resources, "NightlyOrdersEventSource").texts("FunctionResponseTypes"))
        .containsExactly("ReportBatchItemFailures");
    assertThat(properties(resources, "NightlyOrdersDeadLetterAlarm").text("MetricName"))
        .isEqualTo("ApproximateNumberOfMessagesVisible");
  }

  private static String[] queued(int count) {
    return IntStream.range(0, count)
        .mapToObj("job: q%d\nimage: a:1\nqueue: { mode: message }\n"::formatted)
        .toArray(String[]::new);
  }

  @Test
  void allEventSourcesTogetherStayBelowWhatIsReserved() throws IOException {
    for (var queues : List.of(1, 4, 5, 24)) {
      var resources = resources(queued(queues));
      var each =
          properties(resources, "Q0EventSource")
              .object("ScalingConfig")
              .orElseThrow()
              .integer("MaximumConcurrency");

      assertThat(each).isBetween(2, 10);
      assertThat(each * queues).isLessThan(QueueResources.RESERVED_CONCURRENCY);
    }
    assertThatThrownBy(() -> resources(queued(25)))
        .isInstanceOf(RenderRefused.class)
        .hasMessage(
            "25 jobs have queues, and a stack serves 24: deploy some of them as a stack of their"
                + " own");
  }

  @Test
  void moreResourcesThanCloudFormationTakesAreRefused() throws IOException {
    assertThat(resources(plain(125)).values()).hasSize(JobsTemplate.RESOURCES_MAX);
    assertThatThrownBy(() -> resources(plain(126)))
        .hasMessage(
            "126 jobs make 504 resources, and CloudFormation takes 500 in a stack: deploy some of"
                + " the jobs as a stack of their own");
  }

  private static String[] plain(int count) {
    return IntStream.range(0, count)
        .mapToObj("job: p%d\nimage: a:1\n"::formatted)
        .toArray(String[]::new);
  }

  @Test
  void moreBytesThanCloudFormationTakesAreRefused() {
    var jobs =
        IntStream.range(0, 124)
            .mapToObj(
                i -> "job: p%d\nimage: a:1\ncommand: [\"%s\"]\n".formatted(i, "x".repeat(8000)))
            .toArray(String[]::new);

    assertThatThrownBy(() -> resources(jobs))
        .hasMessageMatching(
            "the template has 1,[0-9,]+ bytes, and CloudFormation takes 1,000,000: deploy some of"
                + " the jobs as a stack of their own");
  }

  @Test
  void twoJobsWhoseResourcesWouldShareTheirNamesAreRefused() {
    assertThatThrownBy(() -> resources("job: a-1\nimage: a:1\n", "job: a1\nimage: a:1\n"))
        .hasMessage("a-1 and a1 would share the names of their resources, A1…: rename one of them");
  }

  @Test
  void jobsThatStopWhenIdleAreRefusedWithoutContainerInsights() throws IOException {
    var with = Json.parseObject(JobsTemplate.write(catalog(FULL)));

    assertThat(Json.write(with.object("Rules").orElseThrow().values()))
        .contains("nightly-orders")
        .contains("ContainerInsights");
    assertThat(value(with)).isEqualTo("enabled");
    var without = Json.parseObject(JobsTemplate.write(catalog("job: a\nimage: a:1\n")));
    assertThat(value(without)).isEqualTo("disabled");
  }

  private static String value(Fields template) {
    return template
        .object("Outputs")
        .flatMap(outputs -> outputs.object("ContainerInsights"))
        .orElseThrow()
        .text("Value")
        .toLowerCase(Locale.ROOT);
  }
}

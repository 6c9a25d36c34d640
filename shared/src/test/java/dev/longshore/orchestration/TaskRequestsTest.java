package dev.longshore.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.decision.NextAttempt;
import dev.longshore.job.Capacity;
import dev.longshore.job.FargateSize;
import dev.longshore.job.Job;
import dev.longshore.job.JobCodec;
import dev.longshore.job.Parameters;
import dev.longshore.job.SampleJob;
import dev.longshore.run.Overrides;
import dev.longshore.run.Run;
import dev.longshore.run.TaskRequest;
import dev.longshore.run.Trigger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TaskRequestsTest {

  /** Half past two on the 22nd in Seoul, still the 21st in UTC. */
  private static final Instant TIME = Instant.parse("2026-11-21T17:30:00Z");

  private static final Settings SETTINGS =
      new Settings(
          "test", List.of("subnet-a", "subnet-b"), "s3://c/p", Scene.billing(), null, Map.of());

  private static TaskRequest request(Job job, Map<String, ?> parameters, Overrides overrides) {
    var trigger = Trigger.schedule("arn:schedule", TIME, ZoneId.of("Asia/Seoul"));
    var run =
        Run.opened(
            job.name(),
            JobCodec.version(job),
            trigger,
            new Parameters(parameters),
            overrides,
            null,
            TIME);
    var next = NextAttempt.after(List.of(), job, overrides);
    return new TaskRequests(SETTINGS).write(run, job, JobCodec.version(job), 3, next);
  }

  @Test
  void theContainerIsToldWhoItIs() {
    var job = SampleJob.smallest();
    var request = request(job, Map.of("my-key", "a/b", "limit", 5), Overrides.NONE);
    var runId = request.environment().get("LONGSHORE_RUN_ID");

    assertThat(request.environment())
        .containsOnly(
            Map.entry("LONGSHORE_JOB", "etl"),
            Map.entry("LONGSHORE_RUN_ID", String.valueOf(runId)),
            Map.entry("LONGSHORE_ATTEMPT", "3"),
            Map.entry("LONGSHORE_MEMBER", "0"),
            Map.entry("LONGSHORE_SCHEDULED_TIME", "2026-11-21T17:30:00Z"),
            Map.entry("LONGSHORE_CAPACITY", "SPOT"),
            Map.entry("LONGSHORE_CHECKPOINT", "s3://c/p/" + runId),
            Map.entry("LONGSHORE_PARAM_MY_KEY", "a/b"),
            Map.entry("LONGSHORE_PARAM_LIMIT", "5"));
    assertThat(request.taskDefinition()).isEqualTo("ls-test-etl-" + JobCodec.version(job));
    assertThat(request.subnets()).containsExactly("subnet-a", "subnet-b");
    assertThat(request.size()).isEqualTo(FargateSize.DEFAULT);
  }

  @Test
  void templatesAreFilledAndTheDateIsThatOfTheSchedulesZone() {
    var job =
        SampleJob.with(
            "'command': ['etl', '{{ scheduledDate }}', '{{ params.key }}-{{ attempt }}'],"
                + "'environment': {'STAGE': 'prod', 'AT': '{{ scheduledTime }}/{{ member }}'}");
    var request = request(job, Map.of("key", "orders"), Overrides.NONE);

    assertThat(request.command()).containsExactly("etl", "2026-11-22", "orders-3");
    // What is the same for every run stands in the task definition.
    assertThat(request.environment())
        .containsEntry("AT", "2026-11-21T17:30:00Z/0")
        .doesNotContainKey("STAGE");
  }

  @Test
  void aCommandThatNeverChangesIsLeftToTheTaskDefinition() {
    assertThat(request(SampleJob.with("'command': ['etl']"), Map.of(), Overrides.NONE).command())
        .isEmpty();
  }

  @Test
  void whatAPersonChangedWinsOverTheJobButNeverOverOurOwnNames() {
    var overrides =
        new Overrides(
            new FargateSize(1024, 2048),
            List.of("other"),
            new TreeMap<>(Map.of("STAGE", "test", "LONGSHORE_JOB", "mine")),
            Capacity.ON_DEMAND);
    var request = request(SampleJob.with("'command': ['{{ runId }}']"), Map.of(), overrides);

    assertThat(request.command()).containsExactly("other");
    assertThat(request.environment())
        .containsEntry("STAGE", "test")
        .containsEntry("LONGSHORE_JOB", "etl");
    assertThat(request.size()).isEqualTo(new FargateSize(1024, 2048));
    assertThat(request.capacity()).isEqualTo(Capacity.ON_DEMAND);
  }

  @Test
  void aParameterThatIsAStructureIsGivenAsJson() {
    var request = request(SampleJob.smallest(), Map.of("keys", List.of("a", "b")), Overrides.NONE);

    assertThat(request.environment()).containsEntry("LONGSHORE_PARAM_KEYS", "[\"a\",\"b\"]");
  }
}

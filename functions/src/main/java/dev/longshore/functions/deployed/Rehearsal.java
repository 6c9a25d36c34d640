package dev.longshore.functions.deployed;

import dev.longshore.aws.EcsTasks;
import dev.longshore.aws.EventBridgeAnnouncements;
import dev.longshore.aws.SfnExecutions;
import dev.longshore.job.Catalog;
import dev.longshore.job.JobCodec;
import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import dev.longshore.ledger.MemoryStore;
import dev.longshore.orchestration.OpenRequest;
import dev.longshore.orchestration.Orchestrator;
import dev.longshore.orchestration.Ports;
import dev.longshore.run.AttemptKey;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import dev.longshore.run.StateEntry;
import dev.longshore.run.TaskFacts;
import dev.longshore.run.Trigger;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** A run of one job from its schedule to its end, with AWS played and the ledger in memory. */
final class Rehearsal {

  private static final String TASK = "arn:aws:ecs:us-east-1:111122223333:task/played/1";
  private static final String JOB =
      """
      {"job":"rehearsal","image":"rehearsal:1","cpu":256,"memory":512,"architecture":"X86_64",
      "ephemeralStorage":20,"queued":true,"spot":"PREFERRED","onDemandAfter":2,
      "retry":{"attempts":1,"backoff":"PT30S","rate":2.0,"max":"PT10M","interruptions":5,
      "launches":10,"outOfMemory":0},"timeout":"PT1H","startTimeout":"PT10M",
      "completesOnTerm":false}
      """;

  private static final Variables VARIABLES =
      new Variables(
          Map.ofEntries(
              Map.entry(Variables.STACK, "rehearsal"),
              Map.entry(Variables.TABLE, "rehearsal"),
              Map.entry(Variables.HISTORY_DAYS, "1"),
              Map.entry(Variables.CLUSTER, "rehearsal"),
              Map.entry(Variables.STATE_MACHINE, "arn:aws:states:us-east-1:1:stateMachine:r:live"),
              Map.entry(Variables.EVENT_BUS, "default"),
              Map.entry(Variables.QUEUE_PREFIX, "rehearsal_"),
              Map.entry(Variables.SUBNETS, "subnet-1,subnet-2"),
              Map.entry(Variables.SECURITY_GROUPS, "sg-1"),
              Map.entry(Variables.EXECUTE_COMMAND, "disabled"),
              Map.entry(Variables.CHECKPOINTS, "s3://rehearsal/checkpoints"),
              Map.entry(Variables.CALLS_BURST, "20"),
              Map.entry(Variables.CALLS_PER_SECOND, "20"),
              Map.entry(Variables.LAUNCHES_BURST, "100"),
              Map.entry(Variables.LAUNCHES_PER_SECOND, "20"),
              Map.entry(Variables.REGION, "us-east-1")));

  private final PlayedAws aws = new PlayedAws(task("RUNNING", "rehearsal"));
  private final DeployedStack stack =
      new DeployedStack(
          VARIABLES,
          new Clients(
              aws,
              Region.US_EAST_1,
              StaticCredentialsProvider.create(AwsBasicCredentials.create("played", "played"))));

  /** What there was, when it was over. */
  record Played(Run run, SortedSet<String> asked) {}

  Played play() {
    var deployment = stack.deployment();
    var clock = stack.clock();
    var store = new RehearsedStore(new MemoryStore(clock, Duration.ZERO), stack.store());
    var ports =
        Ports.of(
            new EcsTasks(stack.ecs(), deployment),
            new SfnExecutions(stack.stepFunctions(), deployment),
            new EventBridgeAnnouncements(stack.events(), deployment));
    var orchestrator = new Orchestrator(store, ports, deployment.settings(), clock, stack.random());
    var job = JobCodec.decode(JOB);
    var trigger = Trigger.schedule("rehearsal", clock.instant(), ZoneOffset.UTC);
    var id = RunId.of(job.name(), trigger);

    var _ =
        orchestrator
            .opener(Catalog.of(List.of(job)))
            .open(OpenRequest.of(job.name(), trigger, Map.of()));
    orchestrator
        .launcher()
        .launch(id, new StateEntry(clock.instant(), 0, "played", "token", false));
    observe(orchestrator, "RUNNING", id);
    orchestrator.sweep().sweep("rehearsal");
    observe(orchestrator, "STOPPED", id);
    orchestrator.sweep().sweep("rehearsal again");
    return new Played(orchestrator.ledger().run(id).value(), aws.asked());
  }

  private static void observe(Orchestrator orchestrator, String status, RunId run) {
    var key = new AttemptKey("rehearsal", run, 0, 1);
    var event = Json.write(Map.of("detail", task(status, key.startedBy())));
    orchestrator.observer().observe(TaskFacts.from(new Fields(Json.parseObject(event).values())));
  }

  private static Map<String, Object> task(String status, String startedBy) {
    var container = new TreeMap<String, Object>(Map.of("name", "job", "lastStatus", status));
    var task = new LinkedHashMap<String, Object>();
    task.put("taskArn", TASK);
    task.put("startedBy", startedBy);
    task.put("lastStatus", status);
    task.put("desiredStatus", status);
    if (status.equals("STOPPED")) {
      container.put("exitCode", 0);
      task.put("stopCode", "EssentialContainerExited");
      task.put("stoppedReason", "Essential container in task exited");
    }
    task.put("containers", List.of(container));
    return task;
  }
}

package dev.longshore.ledger;

import dev.longshore.cost.Bill;
import dev.longshore.cost.Money;
import dev.longshore.job.Capacity;
import dev.longshore.job.FargateSize;
import dev.longshore.job.JobVersion;
import dev.longshore.job.Parameters;
import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import dev.longshore.json.Json.Building;
import dev.longshore.run.Attempt;
import dev.longshore.run.Cancellation;
import dev.longshore.run.Decision;
import dev.longshore.run.Member;
import dev.longshore.run.Outcome;
import dev.longshore.run.Overrides;
import dev.longshore.run.PastAttempt;
import dev.longshore.run.Phase;
import dev.longshore.run.Phase.Admitted;
import dev.longshore.run.Phase.BackingOff;
import dev.longshore.run.Phase.Final;
import dev.longshore.run.Phase.Launching;
import dev.longshore.run.Phase.Open;
import dev.longshore.run.Phase.Queued;
import dev.longshore.run.Phase.Waiting;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import dev.longshore.run.RunState;
import dev.longshore.run.StateEntry;
import dev.longshore.run.StopIntent;
import dev.longshore.run.TaskRequest;
import dev.longshore.run.Trigger;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A run as JSON fields. */
final class RunCodec {

  private RunCodec() {}

  static Building write(Building json, Run run) {
    return json.put("run", run.id().value())
        .put("version", run.version())
        .put("trigger", write(run.trigger()))
        .putFilled("parameters", run.parameters().values())
        .putFilled("overrides", write(run.overrides()))
        .put("rerunOf", run.rerunOf())
        .put("openedAt", run.openedAt())
        .put("cancellation", run.cancellation() == null ? null : write(run.cancellation()))
        .put("told", run.told() ? true : null)
        .put("member", write(run.member()));
  }

  static Run read(Fields fields) {
    var version = fields.textOrNull("version");
    var rerunOf = fields.textOrNull("rerunOf");
    return new Run(
        new RunId(fields.text("run")),
        version == null ? null : new JobVersion(version),
        trigger(fields.object("trigger").orElseThrow()),
        fields
            .object("parameters")
            .map(values -> new Parameters(values.values()))
            .orElse(Parameters.NONE),
        fields.object("overrides").map(RunCodec::overrides).orElse(Overrides.NONE),
        rerunOf == null ? null : new RunId(rerunOf),
        fields.instant("openedAt"),
        fields
            .object("cancellation")
            .map(c -> new Cancellation(c.instant("at"), c.text("reason")))
            .orElse(null),
        fields.isTrue("told"),
        member(fields.object("member").orElseThrow()));
  }

  private static Map<String, Object> write(Trigger trigger) {
    return Json.object()
        .put("type", trigger.type().name())
        .put("time", trigger.time())
        .put("id", trigger.id())
        .put("zone", trigger.zone().getId())
        .fields();
  }

  private static Trigger trigger(Fields fields) {
    return new Trigger(
        fields.word("type", Trigger.Type.class),
        fields.instant("time"),
        fields.text("id"),
        ZoneId.of(fields.text("zone")));
  }

  private static Map<String, Object> write(Overrides overrides) {
    return Json.object()
        .put("size", overrides.size() == null ? null : write(overrides.size()))
        .putFilled("command", overrides.command())
        .putFilled("environment", overrides.environment())
        .put("capacity", overrides.capacity())
        .fields();
  }

  private static Overrides overrides(Fields fields) {
    return new Overrides(
        fields.object("size").map(RunCodec::size).orElse(null),
        fields.texts("command"),
        fields.textsByName("environment"),
        fields.wordOrNull("capacity", Capacity.class));
  }

  private static Map<String, Object> write(Cancellation cancellation) {
    return Json.object().put("at", cancellation.at()).put("reason", cancellation.reason()).fields();
  }

  private static Map<String, Object> write(Member member) {
    return Json.object()
        .put("number", member.number())
        .put("phase", write(member.phase()))
        .put("entry", member.entry() == null ? null : write(member.entry()))
        .putFilled("past", member.past().stream().map(RunCodec::write).toList())
        .putFilled("decisions", member.decisions().stream().map(RunCodec::write).toList())
        .fields();
  }

  private static Member member(Fields fields) {
    return new Member(
        fields.integer("number"),
        phase(fields.object("phase").orElseThrow()),
        fields.object("entry").map(RunCodec::entry).orElse(null),
        fields.objects("past").stream().map(RunCodec::past).toList(),
        fields.objects("decisions").stream()
            .map(d -> new Decision(d.instant("at"), d.text("decision"), d.text("evidence")))
            .toList());
  }

  private static Map<String, Object> write(Phase phase) {
    var json = Json.object();
    switch (phase) {
      case Queued _ -> json.put("is", "QUEUED");
      case Waiting _ -> json.put("is", "WAITING");
      case Admitted _ -> json.put("is", "ADMITTED");
      case BackingOff(var until, var paced) ->
          json.put("is", "BACKOFF").put("until", until).put("paced", paced);
      case Launching(var attempt, var notBefore) ->
          json.put("is", "LAUNCHING").put("attempt", write(attempt)).put("notBefore", notBefore);
      case Open(var attempt) -> json.put("is", "OPEN").put("attempt", write(attempt));
      case Final(var state, var reason, var at) ->
          json.put("is", "FINAL").put("state", state).put("reason", reason).put("at", at);
    }
    return json.fields();
  }

  private static Phase phase(Fields fields) {
    return switch (fields.text("is")) {
      case "QUEUED" -> new Queued();
      case "WAITING" -> new Waiting();
      case "ADMITTED" -> new Admitted();
      case "BACKOFF" -> new BackingOff(fields.instant("until"), fields.isTrue("paced"));
      case "LAUNCHING" -> new Launching(attempt(fields), fields.instant("notBefore"));
      case "OPEN" -> new Open(attempt(fields));
      case "FINAL" ->
          new Final(
              fields.word("state", RunState.class), fields.text("reason"), fields.instant("at"));
      case String unknown ->
          throw new IllegalStateException("no version of Longshore writes a phase " + unknown);
    };
  }

  private static Map<String, Object> write(StateEntry entry) {
    return Json.object()
        .put("enteredAt", entry.enteredAt())
        .put("redrives", entry.redrives() == 0 ? null : entry.redrives())
        .put("retryCount", entry.retryCount())
        .put("execution", entry.execution())
        .put("token", entry.token())
        .put("refused", entry.refused() ? true : null)
        .fields();
  }

  private static StateEntry entry(Fields fields) {
    return new StateEntry(
        fields.instant("enteredAt"),
        Objects.requireNonNullElse(fields.integerOrNull("redrives"), 0),
        fields.integer("retryCount"),
        fields.text("execution"),
        fields.textOrNull("token"),
        fields.isTrue("refused"));
  }

  private static Map<String, Object> write(Attempt attempt) {
    return Json.object()
        .put("n", attempt.n())
        .put("request", write(attempt.request()))
        .put("writtenAt", attempt.writtenAt())
        .put("taskArn", attempt.taskArn())
        .put("startedAt", attempt.startedAt())
        .put("intent", attempt.intent() == null ? null : write(attempt.intent()))
        .put("notice", attempt.notice())
        .put("missingSince", attempt.missingSince())
        .put("doubtedAt", attempt.doubtedAt())
        .fields();
  }

  private static Attempt attempt(Fields phase) {
    var fields = phase.object("attempt").orElseThrow();
    return new Attempt(
        fields.integer("n"),
        request(fields.object("request").orElseThrow()),
        fields.instant("writtenAt"),
        fields.textOrNull("taskArn"),
        fields.instantOrNull("startedAt"),
        fields
            .object("intent")
            .map(i ->
                new StopIntent(i.word("outcome", Outcome.class), i.text("why"), i.instant("at")))
            .orElse(null),
        fields.textOrNull("notice"),
        fields.instantOrNull("missingSince"),
        fields.instantOrNull("doubtedAt"));
  }

  private static Map<String, Object> write(StopIntent intent) {
    return Json.object()
        .put("outcome", intent.outcome())
        .put("why", intent.why())
        .put("at", intent.at())
        .fields();
  }

  private static Map<String, Object> write(TaskRequest request) {
    return Json.object()
        .put("taskDefinition", request.taskDefinition())
        .put("capacity", request.capacity())
        .put("size", write(request.size()))
        .putFilled("command", request.command())
        .putFilled("environment", request.environment())
        .putFilled("subnets", request.subnets())
        .fields();
  }

  private static TaskRequest request(Fields fields) {
    return new TaskRequest(
        fields.text("taskDefinition"),
        fields.word("capacity", Capacity.class),
        size(fields.object("size").orElseThrow()),
        fields.texts("command"),
        fields.textsByName("environment"),
        fields.texts("subnets"));
  }

  private static Map<String, Object> write(FargateSize size) {
    return Json.object().put("cpu", size.cpu()).put("memory", size.memory()).fields();
  }

  private static FargateSize size(Fields fields) {
    return new FargateSize(fields.integer("cpu"), fields.integer("memory"));
  }

  private static Map<String, Object> write(Decision decision) {
    return Json.object()
        .put("at", decision.at())
        .put("decision", decision.decision())
        .put("evidence", decision.evidence())
        .fields();
  }

  private static Map<String, Object> write(PastAttempt past) {
    return Json.object()
        .put("n", past.n())
        .put("capacity", past.capacity())
        .put("size", write(past.size()))
        .put("outcome", past.outcome())
        .put("exitCode", past.exitCode())
        .put("stopCode", past.stopCode())
        .put("stoppedReason", past.stoppedReason())
        .put("taskArn", past.taskArn())
        .put("startedAt", past.startedAt())
        .put("stoppedAt", past.stoppedAt())
        .put("bill", write(past.bill()))
        .put("uncounted", past.counted() ? null : true)
        .fields();
  }

  private static PastAttempt past(Fields fields) {
    return new PastAttempt(
        fields.integer("n"),
        fields.word("capacity", Capacity.class),
        size(fields.object("size").orElseThrow()),
        fields.word("outcome", Outcome.class),
        fields.integerOrNull("exitCode"),
        fields.textOrNull("stopCode"),
        fields.textOrNull("stoppedReason"),
        fields.textOrNull("taskArn"),
        fields.instantOrNull("startedAt"),
        fields.instantOrNull("stoppedAt"),
        bill(fields.object("bill").orElseThrow()),
        !fields.isTrue("uncounted"));
  }

  private static Map<String, Object> write(Bill bill) {
    return Json.object()
        .put("seconds", bill.seconds())
        .put("cost", bill.cost())
        .put("onDemandCost", bill.onDemandCost())
        .put("upperBound", bill.upperBound() ? true : null)
        .fields();
  }

  private static Bill bill(Fields fields) {
    return new Bill(
        fields.integer("seconds"),
        money(fields, "cost"),
        money(fields, "onDemandCost"),
        fields.isTrue("upperBound"));
  }

  private static @Nullable Money money(Fields fields, String name) {
    var text = fields.textOrNull(name);
    return text == null ? null : Money.parse(text);
  }
}

package dev.longshore.ledger;

import dev.longshore.cost.Bill;
import dev.longshore.cost.Money;
import dev.longshore.job.FargateSize;
import dev.longshore.json.JsonWriter;
import dev.longshore.run.Attempt;
import dev.longshore.run.Member;
import dev.longshore.run.Overrides;
import dev.longshore.run.PastAttempt;
import dev.longshore.run.Phase.Admitted;
import dev.longshore.run.Phase.BackingOff;
import dev.longshore.run.Phase.Final;
import dev.longshore.run.Phase.Launching;
import dev.longshore.run.Phase.Open;
import dev.longshore.run.Phase.Queued;
import dev.longshore.run.Phase.Waiting;
import dev.longshore.run.Run;
import dev.longshore.run.StateEntry;
import dev.longshore.run.TaskRequest;
import org.jspecify.annotations.Nullable;

/** Writes a run as JSON fields, for {@link RunReader} to read. */
final class RunWriter {

  private final JsonWriter json;

  RunWriter(JsonWriter json) {
    this.json = json;
  }

  void write(Run run) {
    var version = run.version();
    json.put("run", run.id().value()).put("version", version == null ? null : version.toString());
    json.begin("trigger")
        .put("type", run.trigger().type())
        .put("time", run.trigger().time())
        .put("id", run.trigger().id())
        .put("zone", run.trigger().zone().getId())
        .end();
    json.putFilled("parameters", run.parameters().values());
    write(run.overrides());
    var rerunOf = run.rerunOf();
    json.put("rerunOf", rerunOf == null ? null : rerunOf.value()).put("openedAt", run.openedAt());
    var cancellation = run.cancellation();
    if (cancellation != null) {
      json.begin("cancellation")
          .put("at", cancellation.at())
          .put("reason", cancellation.reason())
          .end();
    }
    json.putIf("told", run.told());
    write(run.member());
  }

  private void write(Overrides overrides) {
    if (overrides.equals(Overrides.NONE)) {
      return;
    }
    json.begin("overrides");
    var size = overrides.size();
    if (size != null) {
      write(size);
    }
    json.putFilled("command", overrides.command())
        .putFilled("environment", overrides.environment())
        .put("capacity", overrides.capacity())
        .end();
  }

  private void write(Member member) {
    json.begin("member").put("number", member.number());
    writePhase(member);
    var entry = member.entry();
    if (entry != null) {
      write(entry);
    }
    if (!member.past().isEmpty()) {
      json.beginList("past");
      member.past().forEach(this::write);
      json.endList();
    }
    if (!member.decisions().isEmpty()) {
      json.beginList("decisions");
      for (var decision : member.decisions()) {
        json.begin()
            .put("at", decision.at())
            .put("decision", decision.decision())
            .put("evidence", decision.evidence())
            .end();
      }
      json.endList();
    }
    json.end();
  }

  private void writePhase(Member member) {
    json.begin("phase");
    switch (member.phase()) {
      case Queued _ -> json.put("is", "QUEUED");
      case Waiting _ -> json.put("is", "WAITING");
      case Admitted _ -> json.put("is", "ADMITTED");
      case BackingOff(var until, var paced) ->
          json.put("is", "BACKOFF").put("until", until).put("paced", paced);
      case Launching(var attempt, var notBefore) -> {
        json.put("is", "LAUNCHING");
        write(attempt);
        json.put("notBefore", notBefore);
      }
      case Open(var attempt) -> {
        json.put("is", "OPEN");
        write(attempt);
      }
      case Final(var state, var reason, var at) ->
          json.put("is", "FINAL").put("state", state).put("reason", reason).put("at", at);
    }
    json.end();
  }

  private void write(StateEntry entry) {
    json.begin("entry")
        .put("enteredAt", entry.enteredAt())
        .put("redrives", entry.redrives() == 0 ? null : entry.redrives())
        .put("retryCount", entry.retryCount())
        .put("execution", entry.execution())
        .put("token", entry.token())
        .putIf("refused", entry.refused())
        .end();
  }

  private void write(Attempt attempt) {
    json.begin("attempt").put("n", attempt.n());
    write(attempt.request());
    json.put("writtenAt", attempt.writtenAt())
        .put("taskArn", attempt.taskArn())
        .put("startedAt", attempt.startedAt());
    var intent = attempt.intent();
    if (intent != null) {
      json.begin("intent")
          .put("outcome", intent.outcome())
          .put("why", intent.why())
          .put("at", intent.at())
          .end();
    }
    json.put("notice", attempt.notice())
        .put("missingSince", attempt.missingSince())
        .put("doubtedAt", attempt.doubtedAt())
        .end();
  }

  private void write(TaskRequest request) {
    json.begin("request")
        .put("taskDefinition", request.taskDefinition())
        .put("capacity", request.capacity());
    write(request.size());
    json.putFilled("command", request.command())
        .putFilled("environment", request.environment())
        .putFilled("subnets", request.subnets())
        .end();
  }

  private void write(FargateSize size) {
    json.begin("size").put("cpu", size.cpu()).put("memory", size.memory()).end();
  }

  private void write(PastAttempt past) {
    json.begin().put("n", past.n()).put("capacity", past.capacity());
    write(past.size());
    json.put("outcome", past.outcome())
        .put("exitCode", past.exitCode())
        .put("stopCode", past.stopCode())
        .put("stoppedReason", past.stoppedReason())
        .put("taskArn", past.taskArn())
        .put("startedAt", past.startedAt())
        .put("stoppedAt", past.stoppedAt());
    write(past.bill());
    json.putIf("uncounted", !past.counted()).end();
  }

  private void write(Bill bill) {
    json.begin("bill")
        .put("seconds", bill.seconds())
        .put("cost", text(bill.cost()))
        .put("onDemandCost", text(bill.onDemandCost()))
        .putIf("upperBound", bill.upperBound())
        .end();
  }

  private static @Nullable String text(@Nullable Money money) {
    return money == null ? null : money.toString();
  }
}

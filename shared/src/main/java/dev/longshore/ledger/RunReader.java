package dev.longshore.ledger;

import dev.longshore.cost.Bill;
import dev.longshore.cost.Money;
import dev.longshore.job.Capacity;
import dev.longshore.job.FargateSize;
import dev.longshore.job.JobVersion;
import dev.longshore.job.Parameters;
import dev.longshore.json.Fields;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A run from the JSON fields that {@link RunWriter} has written. */
final class RunReader {

  private RunReader() {}

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
        fields.object("overrides").map(RunReader::overrides).orElse(Overrides.NONE),
        rerunOf == null ? null : new RunId(rerunOf),
        fields.instant("openedAt"),
        fields
            .object("cancellation")
            .map(c -> new Cancellation(c.instant("at"), c.text("reason")))
            .orElse(null),
        fields.isTrue("told"),
        member(fields.object("member").orElseThrow()));
  }

  private static Trigger trigger(Fields fields) {
    return new Trigger(
        fields.word("type", Trigger.Type.class),
        fields.instant("time"),
        fields.text("id"),
        ZoneId.of(fields.text("zone")));
  }

  private static Overrides overrides(Fields fields) {
    return new Overrides(
        fields.object("size").map(RunReader::size).orElse(null),
        fields.texts("command"),
        fields.textsByName("environment"),
        fields.wordOrNull("capacity", Capacity.class));
  }

  private static Member member(Fields fields) {
    return new Member(
        fields.integer("number"),
        phase(fields.object("phase").orElseThrow()),
        fields.object("entry").map(RunReader::entry).orElse(null),
        fields.objects("past").stream().map(RunReader::past).toList(),
        fields.objects("decisions").stream()
            .map(d -> new Decision(d.instant("at"), d.text("decision"), d.text("evidence")))
            .toList());
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

  private static StateEntry entry(Fields fields) {
    return new StateEntry(
        fields.instant("enteredAt"),
        Objects.requireNonNullElse(fields.integerOrNull("redrives"), 0),
        fields.integer("retryCount"),
        fields.text("execution"),
        fields.textOrNull("token"),
        fields.isTrue("refused"));
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

  private static TaskRequest request(Fields fields) {
    return new TaskRequest(
        fields.text("taskDefinition"),
        fields.word("capacity", Capacity.class),
        size(fields.object("size").orElseThrow()),
        fields.texts("command"),
        fields.textsByName("environment"),
        fields.texts("subnets"));
  }

  private static FargateSize size(Fields fields) {
    return new FargateSize(fields.integer("cpu"), fields.integer("memory"));
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

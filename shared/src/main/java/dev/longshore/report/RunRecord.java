package dev.longshore.report;

import dev.longshore.cost.Money;
import dev.longshore.json.InstantText;
import dev.longshore.run.Attempt;
import dev.longshore.run.PastAttempt;
import dev.longshore.run.Run;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The record of a run, as {@code --json} shows it. Its fields are a promise: none is renamed or
 * left out, unknown values are null, times are ISO-8601 in UTC, amounts are US dollars as text with
 * six places.
 */
public final class RunRecord {

  private RunRecord() {}

  /** The record's fields, in order. */
  public static Map<String, @Nullable Object> of(Run run) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("runId", run.id().value());
    fields.put("job", run.job().value());
    fields.put("jobVersion", text(run.version()));
    fields.put("trigger", trigger(run));
    fields.put("state", run.state().name());
    fields.put("reason", reason(run));
    fields.put("params", run.parameters().values());
    fields.put("rerunOf", text(run.rerunOf()));
    fields.put("openedAt", text(run.openedAt()));
    fields.put("startedAt", text(startedAt(run)));
    fields.put("endedAt", text(endedAt(run)));
    fields.put(
        "attempts",
        Stream.concat(
                run.member().past().stream().map(RunRecord::past),
                run.member().openAttempt().map(RunRecord::open).stream())
            .toList());
    fields.put("cost", text(cost(run)));
    fields.put("onDemandCost", text(onDemandCost(run)));
    return fields;
  }

  private static Map<String, @Nullable Object> trigger(Run run) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("type", run.trigger().type().word());
    fields.put("time", InstantText.write(run.trigger().time()));
    fields.put("id", run.trigger().id());
    return fields;
  }

  private static Map<String, @Nullable Object> past(PastAttempt attempt) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("n", attempt.n());
    fields.put("member", null);
    fields.put("capacity", attempt.capacity().name());
    fields.put("outcome", attempt.outcome().name());
    fields.put("exitCode", attempt.exitCode());
    fields.put("stopCode", attempt.stopCode());
    fields.put("stoppedReason", attempt.stoppedReason());
    fields.put("taskArn", attempt.taskArn());
    fields.put("cpu", attempt.size().cpu());
    fields.put("memory", attempt.size().memory());
    fields.put("startedAt", text(attempt.startedAt()));
    fields.put("stoppedAt", text(attempt.stoppedAt()));
    fields.put("billedSeconds", attempt.bill().seconds());
    fields.put("cost", text(attempt.bill().cost()));
    return fields;
  }

  /** An attempt that has not ended: what it will have been is not known. */
  private static Map<String, @Nullable Object> open(Attempt attempt) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("n", attempt.n());
    fields.put("member", null);
    fields.put("capacity", attempt.request().capacity().name());
    fields.put("outcome", null);
    fields.put("exitCode", null);
    fields.put("stopCode", null);
    fields.put("stoppedReason", null);
    fields.put("taskArn", attempt.taskArn());
    fields.put("cpu", attempt.request().size().cpu());
    fields.put("memory", attempt.request().size().memory());
    fields.put("startedAt", text(attempt.startedAt()));
    fields.put("stoppedAt", null);
    fields.put("billedSeconds", null);
    fields.put("cost", null);
    return fields;
  }

  /** Why it is final in its state; null before that, and where there is nothing to say. */
  public static @Nullable String reason(Run run) {
    return run.member()
        .end()
        .map(end -> end.reason())
        .filter(reason -> !reason.isEmpty())
        .orElse(null);
  }

  /** When its first task reached RUNNING; null before that. */
  public static @Nullable Instant startedAt(Run run) {
    return Stream.concat(
            run.member().past().stream().map(PastAttempt::startedAt),
            run.member().openAttempt().map(Attempt::startedAt).stream())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** When it became final; null before that. */
  public static @Nullable Instant endedAt(Run run) {
    return run.member().end().map(end -> end.at()).orElse(null);
  }

  /** What its ended attempts cost; null where the price of one is not known. */
  public static @Nullable Money cost(Run run) {
    return sum(run, attempt -> attempt.bill().cost());
  }

  /**
   * What its ended attempts would have cost on demand; null where the price of one is not known.
   */
  public static @Nullable Money onDemandCost(Run run) {
    return sum(run, attempt -> attempt.bill().onDemandCost());
  }

  private static @Nullable Money sum(Run run, Function<PastAttempt, @Nullable Money> amount) {
    var sum = Money.ZERO;
    for (var attempt : run.member().past()) {
      var one = amount.apply(attempt);
      if (one == null) {
        return null;
      }
      sum = sum.plus(one);
    }
    return sum;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}

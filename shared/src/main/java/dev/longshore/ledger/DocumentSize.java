package dev.longshore.ledger;

import dev.longshore.ledger.Document.OfJob;
import dev.longshore.ledger.Document.OfLease;
import dev.longshore.ledger.Document.OfRun;
import dev.longshore.ledger.Document.OfSlot;
import dev.longshore.ledger.Document.OfWaiter;
import dev.longshore.run.Attempt;
import dev.longshore.run.Decision;
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
import dev.longshore.run.TaskRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes of UTF-8 the text of a document has at most, found without writing it: the store
 * in memory is asked that for each write of a simulation.
 */
final class DocumentSize {

  /** A character is at most six bytes: {@code \\u0000}; beyond ASCII three are enough. */
  private static final int CHARACTER_MAX = 6;

  /** Marks around a text: its quotes, a colon or a comma. */
  private static final int MARKS = 4;

  /** A number, or true, false or null, of a message's own fields. */
  private static final int SCALAR_MAX = 32;

  /**
   * What an object has beside its texts: names of fields, times, numbers, words. The largest, a
   * past attempt, has less than half of that.
   */
  private static final int FRAME = 1_024;

  private DocumentSize() {}

  static int bound(Document document) {
    return switch (document) {
      case OfRun(var run) -> bound(run);
      case OfSlot(var slot) -> FRAME + text(slot.name()) + slot.holders().size() * FRAME;
      case OfWaiter(var slot, _) -> FRAME + text(slot);
      case OfLease(var lease) -> FRAME + text(lease.holder()) + text(lease.cursor());
      case OfJob _ -> DocumentCodec.encode(document).length() * CHARACTER_MAX;
    };
  }

  private static int bound(Run run) {
    var cancellation = run.cancellation();
    return FRAME
        + text(run.trigger().id())
        + value(run.parameters().values())
        + bound(run.overrides())
        + (cancellation == null ? 0 : text(cancellation.reason()))
        + bound(run.member());
  }

  private static int bound(Overrides overrides) {
    return FRAME + texts(overrides.command()) + texts(overrides.environment());
  }

  private static int bound(Member member) {
    var entry = member.entry();
    var size = FRAME + boundOfPhase(member);
    if (entry != null) {
      size += FRAME + text(entry.execution()) + text(entry.token());
    }
    for (var past : member.past()) {
      size += bound(past);
    }
    for (var decision : member.decisions()) {
      size += bound(decision);
    }
    return size;
  }

  private static int boundOfPhase(Member member) {
    return switch (member.phase()) {
      case Queued _, Waiting _, Admitted _, BackingOff _ -> FRAME;
      case Launching(var attempt, _) -> FRAME + bound(attempt);
      case Open(var attempt) -> FRAME + bound(attempt);
      case Final(_, var reason, _) -> FRAME + text(reason);
    };
  }

  private static int bound(Attempt attempt) {
    var intent = attempt.intent();
    return FRAME
        + bound(attempt.request())
        + text(attempt.taskArn())
        + text(attempt.notice())
        + (intent == null ? 0 : text(intent.why()));
  }

  private static int bound(TaskRequest request) {
    return FRAME
        + text(request.taskDefinition())
        + texts(request.command())
        + texts(request.environment())
        + texts(request.subnets());
  }

  private static int bound(PastAttempt past) {
    return FRAME + text(past.stopCode()) + text(past.stoppedReason()) + text(past.taskArn());
  }

  private static int bound(Decision decision) {
    return FRAME + text(decision.decision()) + text(decision.evidence());
  }

  private static int texts(List<String> texts) {
    var size = 0;
    for (var text : texts) {
      size += text(text);
    }
    return size;
  }

  private static int texts(Map<String, String> texts) {
    var size = 0;
    for (var entry : texts.entrySet()) {
      size += text(entry.getKey()) + text(entry.getValue());
    }
    return size;
  }

  private static int value(@Nullable Object value) {
    return switch (value) {
      case String text -> text(text);
      case Map<?, ?> map -> {
        var size = MARKS;
        for (var entry : map.entrySet()) {
          size += text(String.valueOf(entry.getKey())) + value(entry.getValue());
        }
        yield size;
      }
      case List<?> list -> {
        var size = MARKS;
        for (var element : list) {
          size += MARKS + value(element);
        }
        yield size;
      }
      case Number number when !(number instanceof Integer || number instanceof Long) ->
          MARKS + number.toString().length() + SCALAR_MAX;
      case null, default -> SCALAR_MAX;
    };
  }

  private static int text(@Nullable String text) {
    return text == null ? 0 : MARKS + CHARACTER_MAX * text.length();
  }
}

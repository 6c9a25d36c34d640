package dev.longshore.cli.text;

import dev.longshore.job.Capacity;
import dev.longshore.report.RunRecord;
import dev.longshore.run.Attempt;
import dev.longshore.run.Cancellation;
import dev.longshore.run.Decision;
import dev.longshore.run.Overrides;
import dev.longshore.run.PastAttempt;
import dev.longshore.run.Run;
import dev.longshore.run.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What happened to a run and what was decided for it, in the order of time, for people. */
public final class RunStory {

  private static final int TIME_WIDTH = "00:00:00.000  ".length();
  private static final int TEXT_MIN = 30;

  private final Run run;
  private final List<Step> steps = new ArrayList<>();

  private RunStory(Run run) {
    this.run = run;
  }

  /**
   * One thing that happened or was decided.
   *
   * @param why what it rests on; empty where there is nothing to add
   */
  public record Step(Instant at, String what, String why) {}

  /** The story of a run so far. */
  public static List<Step> of(Run run) {
    var story = new RunStory(run);
    story.tell();
    return story.steps;
  }

  private void tell() {
    add(run.openedAt(), "Opened " + by(run.trigger()), wishes());
    for (var decision : run.member().decisions()) {
      var ended = endedBy(decision);
      if (ended != null) {
        tell(ended);
      }
      add(decision.at(), what(decision), why(decision));
    }
    run.member().openAttempt().ifPresent(this::tell);
    if (run.cancellation() != null) {
      tell(run.cancellation());
    }
  }

  /** Among the steps, for it is the one thing that may come while an attempt is open. */
  private void tell(Cancellation cancellation) {
    var before = 0;
    while (before < steps.size() && steps.get(before).at().isBefore(cancellation.at())) {
      before++;
    }
    var what = "Cancellation asked for";
    steps.add(before, new Step(cancellation.at(), what, Words.oneLine(cancellation.reason())));
  }

  private void add(@Nullable Instant at, String what, String why) {
    if (at != null) {
      steps.add(new Step(at, Words.oneLine(what), Words.oneLine(why)));
    }
  }

  private static String by(Trigger trigger) {
    return switch (trigger.type()) {
      case SCHEDULE ->
          "by its schedule, for %s"
              .formatted(trigger.time().atZone(trigger.zone()).toOffsetDateTime());
      case MESSAGE -> "by a message of its queue";
      case EVENT -> "by an event";
      case AFTER -> "by the end of another run";
      case PERSON -> "by a person";
      case BACKFILL -> "by a backfill, for " + trigger.time();
      case WORKER -> "as a worker of its queue";
    };
  }

  private String wishes() {
    var wishes = new StringJoiner(", ");
    if (!run.parameters().values().isEmpty()) {
      wishes.add("parameters " + Words.pairs(run.parameters().values()));
    }
    if (run.rerunOf() != null) {
      wishes.add("again after " + run.rerunOf());
    }
    addOverrides(run.overrides(), wishes);
    return wishes.toString();
  }

  private static void addOverrides(Overrides overrides, StringJoiner wishes) {
    if (overrides.size() != null) {
      wishes.add("with " + overrides.size());
    }
    if (!overrides.command().isEmpty()) {
      wishes.add("with the command " + overrides.command());
    }
    if (!overrides.environment().isEmpty()) {
      wishes.add("with " + Words.pairs(overrides.environment()) + " in its environment");
    }
    if (overrides.capacity() != null) {
      wishes.add("on " + words(overrides.capacity()));
    }
  }

  /** The attempt whose end a decision is about; null where it is about something else. */
  private @Nullable PastAttempt endedBy(Decision decision) {
    return run.member().past().stream()
        .filter(attempt ->
            decision.decision().equals("attempt %d %s".formatted(attempt.n(), attempt.outcome())))
        .findFirst()
        .orElse(null);
  }

  private void tell(PastAttempt attempt) {
    add(attempt.startedAt(), "The task of attempt %d runs".formatted(attempt.n()), task(attempt));
    var what = new StringBuilder("The task of attempt %d stopped".formatted(attempt.n()));
    if (attempt.exitCode() != null) {
      what.append("; its program exited with ").append(attempt.exitCode());
    }
    var seen = new StringJoiner(": ");
    if (attempt.stopCode() != null) {
      seen.add(attempt.stopCode());
    }
    if (attempt.stoppedReason() != null) {
      seen.add(attempt.stoppedReason());
    }
    add(attempt.stoppedAt(), what.toString(), seen.toString());
  }

  private static String task(PastAttempt attempt) {
    return attempt.taskArn() == null ? "" : attempt.taskArn();
  }

  private void tell(Attempt attempt) {
    var n = attempt.n();
    add(
        attempt.startedAt(),
        "The task of attempt %d runs".formatted(n),
        attempt.taskArn() == null ? "" : attempt.taskArn());
    var intent = attempt.intent();
    if (intent != null) {
      add(intent.at(), "Attempt %d is stopped as %s".formatted(n, intent.outcome()), intent.why());
    }
  }

  private String what(Decision decision) {
    var words = decision.decision();
    for (var capacity : Capacity.values()) {
      if (words.startsWith("attempt ") && words.endsWith(" on " + capacity)) {
        var n = words.substring("attempt ".length(), words.length() - (" on " + capacity).length());
        return "Attempt %s is launched on %s".formatted(n, words(capacity));
      }
    }
    if (endedBy(decision) != null) {
      return "So attempt " + words.substring("attempt ".length()).replaceFirst(" ", " counts as ");
    }
    return switch (words) {
      case "waiting" -> "It waits for a place";
      case "admitted" -> "It may start";
      case "skipped" -> "It is skipped";
      case "paced" -> "It waits for its turn to launch";
      case "launch later" -> "The same launch is tried again later";
      case "retry" -> "It is tried again at once";
      case "give up" -> "It is not tried again, and ends as " + run.state();
      case "succeeded", "cancelled" -> "The run ends as " + run.state();
      default ->
          words.startsWith("retry at ")
              ? "It is tried again " + until(decision, Instant.parse(words.substring(9)))
              : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    };
  }

  private static String until(Decision decision, Instant when) {
    return "after %s, at %s".formatted(Words.span(decision.at(), when), Words.timeOfDay(when));
  }

  /** Nothing, where the step before has said it already. */
  private String why(Decision decision) {
    return switch (decision.decision()) {
      case "succeeded" -> "";
      default -> decision.evidence();
    };
  }

  private static String words(Capacity capacity) {
    return switch (capacity) {
      case SPOT -> "Spot";
      case ON_DEMAND -> "on-demand capacity";
    };
  }

  /** The story in lines, its times in UTC. */
  public static List<String> lines(Run run, int columns) {
    var lines = new ArrayList<String>();
    var day = "";
    for (var step : of(run)) {
      var newDay = Words.day(step.at());
      if (!newDay.equals(day)) {
        lines.add(newDay + ", UTC");
        day = newDay;
      }
      var indent = " ".repeat(TIME_WIDTH);
      var width = Math.max(TEXT_MIN, columns - TIME_WIDTH);
      var what = Paragraph.lines(step.what(), width);
      lines.add(Words.timeOfDay(step.at()) + "  " + what.getFirst());
      what.stream().skip(1).map(indent::concat).forEach(lines::add);
      if (!step.why().isEmpty()) {
        Paragraph.lines(step.why(), width).stream().map(indent::concat).forEach(lines::add);
      }
    }
    lines.addAll(costs(run, columns));
    return lines;
  }

  private static List<String> costs(Run run, int columns) {
    if (run.member().past().isEmpty()) {
      return List.of();
    }
    var line =
        new StringBuilder("It cost ")
            .append(Words.dollars(RunRecord.cost(run)))
            .append(run.isFinal() ? "" : " so far");
    Words.saving(RunRecord.cost(run), RunRecord.onDemandCost(run))
        .ifPresent(saving -> line.append("; ").append(saving));
    return Paragraph.lines(line.append('.').toString(), columns);
  }
}

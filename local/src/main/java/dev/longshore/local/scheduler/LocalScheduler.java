package dev.longshore.local.scheduler;

import dev.longshore.job.Job;
import dev.longshore.json.Json;
import dev.longshore.local.lambda.LocalLambda;
import dev.longshore.local.lambda.LocalLambda.Failed;
import dev.longshore.local.loop.EventLoop;
import dev.longshore.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schedules of jobs. Each firing invokes the function until it has answered; only then is the
 * firing marked as done, so that one which a crash has cut short fires again, and names the same
 * run.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html">EventBridge
 *     Scheduler</a>
 */
public final class LocalScheduler {

  /**
   * How many missed firings of one schedule are made up for; a year's absence must not start a
   * year's runs.
   */
  static final int MISSED_MAX = 1000;

  private static final Duration RETRY = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(LocalScheduler.class);

  private final EventLoop loop;
  private final LocalLambda lambda;
  private final String function;
  private final FiringMarks marks;
  private final RandomGenerator random;
  private final Consumer<String> notes;
  private boolean isClosed;

  /**
   * A scheduler whose schedules invoke {@code function}.
   *
   * @param notes hears, in a line for people, of missed firings that are not made up for
   */
  public LocalScheduler(
      EventLoop loop,
      LocalLambda lambda,
      String function,
      FiringMarks marks,
      RandomGenerator random,
      Consumer<String> notes) {
    this.loop = loop;
    this.lambda = lambda;
    this.function = function;
    this.marks = marks;
    this.random = random;
    this.notes = notes;
  }

  /** One schedule of a job, with its firings that are under way. */
  private static final class Entry {

    private final String arn;
    private final String job;
    private final Schedule schedule;
    private final TreeSet<Instant> underWay = new TreeSet<>();
    private Instant latest = Instant.MIN;

    Entry(String arn, String job, Schedule schedule) {
      this.arn = arn;
      this.job = job;
      this.schedule = schedule;
    }

    String arn() {
      return arn;
    }

    String job() {
      return job;
    }

    Schedule schedule() {
      return schedule;
    }

    void dealtWithUpTo(Instant time) {
      latest = time;
    }

    void begin(Instant time) {
      underWay.add(time);
    }

    /** Ends a firing, and answers up to when all are dealt with. */
    Instant end(Instant time) {
      underWay.remove(time);
      latest = time.isAfter(latest) ? time : latest;
      return underWay.isEmpty() ? latest : underWay.first().minusMillis(1);
    }
  }

  /**
   * Takes up the schedules of a job: makes up for what was missed, as each says, and waits for what
   * comes.
   */
  public void add(Job job) {
    for (var i = 0; i < job.schedules().size(); i++) {
      var entry = new Entry(arn(job, i), job.name().value(), job.schedules().get(i));
      var now = loop.instant();
      var done = marks.doneUpTo(entry.arn());
      if (done.isEmpty()) {
        marks.done(entry.arn(), now);
      } else {
        makeUpFor(entry, done.get(), now);
      }
      waitForNext(entry, now);
    }
  }

  /** Lets no more firings come due; those that are under way go on. */
  public void close() {
    isClosed = true;
  }

  /** The ARN of a job's schedule, counted from 0. */
  public static String arn(Job job, int index) {
    return "arn:aws:scheduler:us-east-1:000000000000:schedule/longshore/%s-%d"
        .formatted(job.name(), index);
  }

  private void makeUpFor(Entry entry, Instant done, Instant now) {
    var missed =
        switch (entry.schedule().missed()) {
          case ALL -> firings(entry, done, now).limit(MISSED_MAX + 1L).toList();
          case LAST -> firings(entry, done, now).reduce((_, later) -> later).stream().toList();
          case NONE -> List.<Instant>of();
        };
    if (missed.size() > MISSED_MAX) {
      missed = missed.subList(0, MISSED_MAX);
      notes.accept(
          "%s: only the first %,d missed firings since %s are made up for"
              .formatted(entry.job(), MISSED_MAX, done));
    }
    // Once those are dealt with, all up to now is, also what is not made up for.
    entry.dealtWithUpTo(now);
    for (var time : missed) {
      entry.begin(time);
      var _ = loop.soon(() -> fire(entry, time));
    }
    if (missed.isEmpty()) {
      marks.done(entry.arn(), now);
    }
  }

  private static Stream<Instant> firings(Entry entry, Instant after, Instant until) {
    return entry.schedule().firings(after, until).map(ZonedDateTime::toInstant);
  }

  private void waitForNext(Entry entry, Instant after) {
    entry
        .schedule()
        .next(after)
        .map(ZonedDateTime::toInstant)
        .ifPresent(time -> {
          var _ = loop.at(time, () -> comeDue(entry, time));
        });
  }

  private void comeDue(Entry entry, Instant time) {
    if (isClosed) {
      return;
    }
    entry.begin(time);
    var _ = loop.at(time.plus(spread(entry.schedule())), () -> fire(entry, time));
    waitForNext(entry, time);
  }

  private Duration spread(Schedule schedule) {
    return schedule.window() == null
        ? Duration.ZERO
        : Duration.ofMillis(random.nextLong(schedule.window().toMillis()));
  }

  private void fire(Entry entry, Instant time) {
    var event =
        Json.object()
            .put("job", entry.job())
            .put("schedule", entry.arn())
            .put("scheduledTime", time)
            .put("zone", entry.schedule().zone().getId());
    if (lambda.invoke(function, event.fields()) instanceof Failed<?>(var error, var cause)) {
      LOG.atWarn()
          .addKeyValue("schedule", entry.arn())
          .addKeyValue("error", error + ": " + cause)
          .log("fires again");
      var _ = loop.at(loop.instant().plus(RETRY), () -> fire(entry, time));
      return;
    }
    marks.done(entry.arn(), entry.end(time));
  }
}

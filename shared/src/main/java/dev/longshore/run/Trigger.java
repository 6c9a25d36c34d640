package dev.longshore.run;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * What started a run.
 *
 * @param time the scheduled time of a schedule, else when the trigger came to be
 * @param id what tells it from every other trigger of its type: a schedule's ARN, queue and message
 *     id, a request's id
 * @param zone the schedule's zone; UTC for every other trigger
 */
public record Trigger(Type type, Instant time, String id, ZoneId zone) {

  /** The kinds of triggers. */
  public enum Type {
    SCHEDULE,
    MESSAGE,
    EVENT,
    AFTER,
    PERSON,
    BACKFILL,
    WORKER;

    /** The word for it in a run's record. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Trigger schedule(String scheduleArn, Instant scheduledTime, ZoneId zone) {
    return new Trigger(Type.SCHEDULE, scheduledTime, scheduleArn, zone);
  }

  public static Trigger message(String queue, String messageId, Instant sentAt) {
    return new Trigger(Type.MESSAGE, sentAt, queue + "/" + messageId, ZoneOffset.UTC);
  }

  public static Trigger person(String requestId, Instant requestedAt) {
    return new Trigger(Type.PERSON, requestedAt, requestId, ZoneOffset.UTC);
  }

  /**
   * The text that two deliveries of one trigger share and no two triggers do. A schedule's id is
   * the same for each of its firings, so its time belongs to it; EventBridge Scheduler's own
   * execution id differs from try to try and does not.
   */
  public String identity() {
    return switch (type) {
      case SCHEDULE -> type.word() + ":" + id + "@" + time;
      case MESSAGE, EVENT, AFTER, PERSON, BACKFILL, WORKER -> type.word() + ":" + id;
    };
  }
}

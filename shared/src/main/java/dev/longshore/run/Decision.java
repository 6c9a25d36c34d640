package dev.longshore.run;

import java.time.Instant;

/** A decision that was taken for a member, with what it rests on. */
public record Decision(Instant at, String decision, String evidence) {}

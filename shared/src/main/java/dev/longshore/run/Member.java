package dev.longshore.run;

import dev.longshore.run.Phase.BackingOff;
import dev.longshore.run.Phase.Final;
import dev.longshore.run.Phase.Launching;
import dev.longshore.run.Phase.Open;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One element of a run; a run without an array has member 0 alone. Immutable: each method answers
 * the member as it is after one thing has happened.
 *
 * @param number from 0
 * @param entry the state machine's latest entry; null until it first came
 * @param past its ended attempts, oldest first
 * @param decisions what was decided for it, oldest first
 */
public record Member(
    int number,
    Phase phase,
    @Nullable StateEntry entry,
    List<PastAttempt> past,
    List<Decision> decisions) {

  static Member opened(int number) {
    return new Member(number, new Phase.Queued(), null, List.of(), List.of());
  }

  /** Whether {@code other} is the entry that is bound, or a later one. */
  public boolean accepts(StateEntry other) {
    return entry == null || other.isLaterThan(entry) || other.isSameAs(entry);
  }

  /** With the entry bound, if it is later than the one that is. */
  public Member bind(StateEntry later) {
    return entry != null && !later.isLaterThan(entry) ? this : withEntry(later);
  }

  /** With its token answered, if it still is {@code token}. */
  public Member answered(String token) {
    return entry == null || !token.equals(entry.token()) ? this : withEntry(entry.answered());
  }

  /** With its token known to be dead, if it still is {@code token}. */
  public Member refused(String token) {
    return entry == null || !token.equals(entry.token())
        ? this
        : withEntry(entry.withTokenRefused());
  }

  /**
   * Without a token, as after a restart of the local cloud, whose executions live in memory only.
   */
  public Member unbound() {
    return entry == null ? this : withEntry(null);
  }

  public Member waiting(Decision why) {
    return moved(new Phase.Waiting(), why);
  }

  public Member admitted(Decision why) {
    return moved(new Phase.Admitted(), why);
  }

  public Member backingOff(Instant until, boolean paced, Decision why) {
    return moved(new BackingOff(until, paced), why);
  }

  /** With its next attempt written. */
  public Member launching(TaskRequest request, Instant at, Decision why) {
    return moved(new Launching(Attempt.written(nextAttempt(), request, at), at), why);
  }

  /** With the same request due again at {@code notBefore}. */
  public Member relaunching(Instant notBefore, Decision why) {
    return moved(new Launching(openAttempt().orElseThrow(), notBefore), why);
  }

  /** With its open attempt known to ECS as {@code attempt} says. */
  public Member open(Attempt attempt) {
    return withPhase(new Open(attempt));
  }

  /** With its open attempt changed, in the phase that it is in. */
  public Member withAttempt(Attempt attempt) {
    return withPhase(
        phase instanceof Launching(_, var notBefore)
            ? new Launching(attempt, notBefore)
            : new Open(attempt));
  }

  /** With its open attempt among the past ones; the phase is the caller's to set. */
  public Member closed(PastAttempt attempt) {
    return new Member(number, phase, entry, append(past, attempt), decisions);
  }

  public Member ended(RunState state, String reason, Decision why) {
    return moved(new Final(state, reason, why.at()), why);
  }

  public Member decided(Decision why) {
    return new Member(number, phase, entry, past, append(decisions, why));
  }

  /** The attempt that is not closed. */
  public Optional<Attempt> openAttempt() {
    return phase.openAttempt();
  }

  /** The attempt that is not closed, if its number is {@code n}. */
  public Optional<Attempt> openAttempt(int n) {
    return openAttempt().filter(attempt -> attempt.n() == n);
  }

  /** How it ended; empty before that. */
  public Optional<Final> end() {
    return phase instanceof Final end ? Optional.of(end) : Optional.empty();
  }

  private int nextAttempt() {
    return past.size() + 1;
  }

  private Member moved(Phase next, Decision why) {
    return new Member(number, next, entry, past, append(decisions, why));
  }

  private Member withPhase(Phase next) {
    return new Member(number, next, entry, past, decisions);
  }

  private Member withEntry(@Nullable StateEntry next) {
    return new Member(number, phase, next, past, decisions);
  }

  private static <T> List<T> append(List<T> list, T last) {
    var longer = new ArrayList<T>(list.size() + 1);
    longer.addAll(list);
    longer.add(last);
    return Collections.unmodifiableList(longer);
  }
}

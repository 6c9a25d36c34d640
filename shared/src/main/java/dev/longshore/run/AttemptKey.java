package dev.longshore.run;

import java.util.HexFormat;
import java.util.Optional;

/**
 * The identity of an attempt, and with it of the one RunTask request that it stands for.
 *
 * @param stack the Longshore that made it, at most 32 letters, digits and dashes
 * @param member the element of an array run; 0 without an array
 * @param n 1 for the first attempt of the member
 */
public record AttemptKey(String stack, RunId run, int member, int n) {

  /**
   * What the {@code startedBy} of each of our tasks begins with; tasks without it are never
   * touched.
   */
  public static final String PREFIX = "ls/";

  private static final int STACK_MAX = 32;
  private static final int DIGITS_MAX = 5;

  /** The prefix, the stack, the run, the member and the attempt. */
  private static final int PARTS = 5;

  public AttemptKey {
    if (!isStack(stack)) {
      throw new IllegalArgumentException(
          "a stack's name is up to 32 letters, digits and dashes: " + stack);
    }
  }

  /** The key that a task's {@code startedBy} holds; empty where it is not one of ours. */
  public static Optional<AttemptKey> parse(String startedBy) {
    var parts = startedBy.split("/", -1);
    if (parts.length != PARTS || !startedBy.startsWith(PREFIX) || !isStack(parts[1])) {
      return Optional.empty();
    }
    var member = number(parts[3]);
    var n = number(parts[4]);
    return member < 0 || n < 0
        ? Optional.empty()
        : RunId.parse(parts[2]).map(run -> new AttemptKey(parts[1], run, member, n));
  }

  private static boolean isStack(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= STACK_MAX;
  }

  /** The number that up to five digits give; below 0 if the text is something else. */
  private static int number(String text) {
    var number = text.isEmpty() || text.length() > DIGITS_MAX ? -1 : 0;
    for (var i = 0; i < text.length() && number >= 0; i++) {
      var c = text.charAt(i);
      number = c < '0' || c > '9' ? -1 : number * 10 + c - '0';
    }
    return number;
  }

  /**
   * The task's {@code startedBy}: at most 128 characters of letters, digits, dashes and slashes.
   */
  public String startedBy() {
    return PREFIX + stack + "/" + run + "/" + member + "/" + n;
  }

  /**
   * The request's idempotency token. ECS answers the same token with the same task for at least an
   * hour, so repeating an attempt's request starts no second task.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/ECS_Idempotency.html">Ensuring
   *     idempotency</a>
   */
  public String clientToken() {
    return HexFormat.of().formatHex(RunId.sha256(startedBy()));
  }

  @Override
  public String toString() {
    return startedBy();
  }
}

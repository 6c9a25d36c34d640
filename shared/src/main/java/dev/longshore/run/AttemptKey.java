package dev.longshore.run;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

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

  private static final Pattern STACK = Pattern.compile("[A-Za-z0-9-]{1,32}");
  private static final Pattern STARTED_BY =
      Pattern.compile("ls/([^/]+)/([^/]+)/([0-9]{1,5})/([0-9]{1,5})");

  public AttemptKey {
    if (!STACK.matcher(stack).matches()) {
      throw new IllegalArgumentException(
          "a stack's name is up to 32 letters, digits and dashes: " + stack);
    }
  }

  /** The key that a task's {@code startedBy} holds; empty where it is not one of ours. */
  public static Optional<AttemptKey> parse(String startedBy) {
    var parts = STARTED_BY.matcher(startedBy);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new AttemptKey(
              parts.group(1),
              new RunId(parts.group(2)),
              Integer.parseInt(parts.group(3)),
              Integer.parseInt(parts.group(4))));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // somebody else's text that only looks like ours
    }
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

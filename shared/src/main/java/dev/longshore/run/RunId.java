package dev.longshore.run;

import dev.longshore.job.JobName;
import dev.longshore.json.InstantText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The identity of a run: {@code <job>-<yyyymmddThhmmssZ>-<12 base32 characters>}, at most 70
 * characters of letters, digits and dashes. It follows from the job and the trigger alone, so a
 * trigger that is delivered twice names one run, and it is the name of the run's execution.
 */
public record RunId(String value) implements Comparable<RunId> {

  private static final int HASH_LENGTH = 12;
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int BITS_A_CHARACTER = 5;

  /** A digit for each 9, a character of base 32 for each x. */
  private static final String SUFFIX = "-99999999T999999Z-xxxxxxxxxxxx";

  public RunId {
    if (!isId(value)) {
      throw new IllegalArgumentException(
          "a run id looks like nightly-20261121T023000Z-abcdefgh2345: " + value);
    }
  }

  /** The run that {@code trigger} opens of {@code job}. */
  public static RunId of(JobName job, Trigger trigger) {
    return new RunId(job + "-" + compact(trigger.time()) + "-" + hash(trigger.identity()));
  }

  /** The run id that {@code text} is; empty where it is none. */
  public static Optional<RunId> parse(String text) {
    return isId(text) ? Optional.of(new RunId(text)) : Optional.empty();
  }

  /** The job that it is a run of. */
  public JobName job() {
    return new JobName(value.substring(0, value.length() - SUFFIX.length()));
  }

  private static boolean isId(String text) {
    var start = text.length() - SUFFIX.length();
    if (start < 1 || !JobName.isName(text.substring(0, start))) {
      return false;
    }
    for (var i = 0; i < SUFFIX.length(); i++) {
      if (!fits(SUFFIX.charAt(i), text.charAt(start + i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(char wanted, char c) {
    return switch (wanted) {
      case '9' -> c >= '0' && c <= '9';
      case 'x' -> (c >= 'a' && c <= 'z') || (c >= '2' && c <= '7');
      default -> c == wanted;
    };
  }

  /** A time as {@code 20261121T023000Z}: that of ISO 8601 without its marks and fraction. */
  private static String compact(Instant time) {
    var text = InstantText.write(time.truncatedTo(ChronoUnit.SECONDS));
    return text.replace("-", "").replace(":", "");
  }

  private static String hash(String identity) {
    var digest = sha256(identity);
    var bits = 0L;
    for (var i = 0; i < Long.BYTES; i++) {
      bits = bits << Byte.SIZE | Byte.toUnsignedLong(digest[i]);
    }
    var text = new StringBuilder(HASH_LENGTH);
    for (var i = 1; i <= HASH_LENGTH; i++) {
      text.append(
          BASE32.charAt(
              (int) (bits >>> (Long.SIZE - i * BITS_A_CHARACTER)) & (BASE32.length() - 1)));
    }
    return text.toString();
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public int compareTo(RunId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

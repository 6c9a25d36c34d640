package dev.longshore.run;

import dev.longshore.job.JobName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The identity of a run: {@code <job>-<yyyymmddThhmmssZ>-<12 base32 characters>}, at most 70
 * characters of letters, digits and dashes. It follows from the job and the trigger alone, so a
 * trigger that is delivered twice names one run, and it is the name of the run's execution.
 */
public record RunId(String value) implements Comparable<RunId> {

  private static final int HASH_LENGTH = 12;
  private static final int SUFFIX_LENGTH = 1 + 16 + 1 + HASH_LENGTH;
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int BITS_A_CHARACTER = 5;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Pattern SHAPE =
      Pattern.compile(
          "[a-z][a-z0-9-]{0,%d}-[0-9]{8}T[0-9]{6}Z-[a-z2-7]{12}".formatted(JobName.LENGTH_MAX - 1));

  public RunId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a run id looks like nightly-20261121T023000Z-abcdefgh2345: " + value);
    }
  }

  /** The run that {@code trigger} opens of {@code job}. */
  public static RunId of(JobName job, Trigger trigger) {
    return new RunId(job + "-" + TIME.format(trigger.time()) + "-" + hash(trigger.identity()));
  }

  /** The run id that {@code text} is; empty where it is none. */
  public static Optional<RunId> parse(String text) {
    return SHAPE.matcher(text).matches() ? Optional.of(new RunId(text)) : Optional.empty();
  }

  /** The job that it is a run of. */
  public JobName job() {
    return new JobName(value.substring(0, value.length() - SUFFIX_LENGTH));
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

package dev.longshore.job;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The identity of a job's compiled form: the first 16 hex digits of its SHA-256. Equal forms have
 * equal versions.
 */
public record JobVersion(String value) {

  private static final int LENGTH = 16;
  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{" + LENGTH + "}");

  public JobVersion {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a job version is %d hex digits: %s".formatted(LENGTH, value));
    }
  }

  /** The version of a job whose canonical form is {@code canonical}. */
  static JobVersion of(String canonical) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
      return new JobVersion(HexFormat.of().formatHex(digest).substring(0, LENGTH));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

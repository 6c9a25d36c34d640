package dev.longshore.states.interpreter;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The task tokens that may still be answered. */
final class OpenTokens {

  private static final HexFormat HEX = HexFormat.of();

  private final RandomGenerator random;
  private final Map<String, OpenCall> calls = new HashMap<>();

  OpenTokens(RandomGenerator random) {
    this.random = random;
  }

  /** A token that nobody has seen yet: 128 random bits. */
  String next() {
    return HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong());
  }

  void open(String token, OpenCall call) {
    calls.put(token, call);
  }

  void close(String token) {
    calls.remove(token);
  }

  /** The call that waits for a token; null if none does. */
  @Nullable OpenCall call(String token) {
    return calls.get(token);
  }

  int count() {
    return calls.size();
  }
}

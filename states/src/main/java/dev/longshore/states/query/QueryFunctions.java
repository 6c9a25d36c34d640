package dev.longshore.states.query;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.Jsonata.JFunctionCallable;
import com.dashjoin.jsonata.Utils;
import dev.longshore.states.json.InvalidJson;
import dev.longshore.states.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The functions that Step Functions adds to JSONata, and those of JSONata that need a clock or
 * chance, on the given clock and the given chance.
 */
public final class QueryFunctions {

  private static final Pattern NAMES =
      Pattern.compile("\\$(now|millis|random|shuffle|uuid|partition|range|hash|parse)\\b");
  private static final Set<String> HASHES = Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");
  private static final int RANGE_MAX = 1_000_000;

  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<String, JFunction> functions = new HashMap<>();

  public QueryFunctions(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
    define("now", "<s?s?:s>", this::now);
    define("millis", "<:n>", (_, _) -> clock.millis());
    define("random", "<n?:n>", this::random);
    define("shuffle", "<a:a>", this::shuffle);
    define("uuid", "<:s>", (_, _) -> uuid());
    define("partition", "<an:a>", QueryFunctions::partition);
    define("range", "<nnn:a>", QueryFunctions::range);
    define("hash", "<ss:s>", QueryFunctions::hash);
    define("parse", "<s:x>", QueryFunctions::parse);
  }

  /** Those of these functions that the text of an expression may call. */
  static Set<String> namesIn(String source) {
    var names = new TreeSet<String>();
    NAMES.matcher(source).results().forEach(found -> names.add(found.group(1)));
    return Set.copyOf(names);
  }

  JFunction named(String name) {
    var function = functions.get(name);
    if (function == null) {
      throw new IllegalArgumentException("no function $" + name);
    }
    return function;
  }

  private void define(String name, String signature, JFunctionCallable function) {
    functions.put(name, new JFunction(function, signature));
  }

  private @Nullable Object now(@Nullable Object context, List<?> arguments) {
    return Functions.dateTimeFromMillis(
        clock.millis(), (String) argument(arguments, 0), (String) argument(arguments, 1));
  }

  private Object random(@Nullable Object context, List<?> arguments) {
    return argument(arguments, 0) instanceof Number seed
        ? new Random(seed.longValue()).nextDouble()
        : random.nextDouble();
  }

  private @Nullable Object shuffle(@Nullable Object context, List<?> arguments) {
    if (!(argument(arguments, 0) instanceof List<?> list)) {
      return null;
    }
    var shuffled = new ArrayList<Object>(list);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  private String uuid() {
    var version4 = (random.nextLong() & ~0xF000L) | 0x4000L;
    var variant2 = (random.nextLong() & ~(0b11L << 62)) | (0b10L << 62);
    return new UUID(version4, variant2).toString();
  }

  private static @Nullable Object partition(@Nullable Object context, List<?> arguments) {
    if (!(argument(arguments, 0) instanceof List<?> list)) {
      return null;
    }
    var size = whole(arguments, 1);
    if (size < 1) {
      throw refused("$partition needs a size of at least 1, not " + size);
    }
    var parts = new ArrayList<Object>();
    for (int from = 0; from < list.size(); from += (int) Math.min(size, list.size())) {
      var to = (int) Math.min(from + size, list.size());
      parts.add(new ArrayList<Object>(list.subList(from, to)));
    }
    return parts;
  }

  private static Object range(@Nullable Object context, List<?> arguments) {
    var first = whole(arguments, 0);
    var last = whole(arguments, 1);
    var step = whole(arguments, 2);
    if (step == 0) {
      throw refused("$range needs a step other than 0");
    }
    if ((last - first) / step > RANGE_MAX) {
      throw refused("$range gives at most %,d values".formatted(RANGE_MAX));
    }
    var values = Utils.createSequence();
    for (long value = first; step > 0 ? value <= last : value >= last; value += step) {
      values.add(Utils.convertNumber(value));
    }
    return values;
  }

  private static Object hash(@Nullable Object context, List<?> arguments) {
    var text = String.valueOf(argument(arguments, 0));
    var algorithm = String.valueOf(argument(arguments, 1));
    if (!HASHES.contains(algorithm)) {
      throw refused("$hash knows MD5, SHA-1, SHA-256, SHA-384, SHA-512, not " + algorithm);
    }
    try {
      var digest = MessageDigest.getInstance(algorithm);
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }

  private static Object parse(@Nullable Object context, List<?> arguments) {
    try {
      return Values.forQuery(JsonText.parse(String.valueOf(argument(arguments, 0))));
    } catch (InvalidJson e) {
      throw refused("$parse was given no JSON: " + e.getMessage());
    }
  }

  private static @Nullable Object argument(List<?> arguments, int index) {
    return index < arguments.size() ? arguments.get(index) : null;
  }

  private static long whole(List<?> arguments, int index) {
    if (!(argument(arguments, index) instanceof Number number)
        || number.longValue() != number.doubleValue()) {
      throw refused("argument %d must be a whole number".formatted(index + 1));
    }
    return number.longValue();
  }

  private static JException refused(String reason) {
    // JSONata's code for an error whose whole text is given.
    return new JException("D3137", -1, reason);
  }
}

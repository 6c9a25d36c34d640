package dev.longshore.simulation.fault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Faults as people write them: {@code all}, {@code none}, kinds as {@code event-lost} at their
 * usual rate or {@code event-lost=0.5} at another, or a script of moments as {@code event-lost#3}.
 */
public final class FaultsText {

  private FaultsText() {}

  /**
   * The faults of a text.
   *
   * @throws IllegalArgumentException if it is none; the message says why
   */
  public static Faults parse(String text) {
    if (text.equals("all")) {
      return Faults.all();
    }
    if (text.equals("none")) {
      return Faults.none();
    }
    var words = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    return words.stream().anyMatch(word -> word.contains("#")) ? script(words) : rates(words);
  }

  /** The moments of a seed as a text that {@link #parse} reads; it plays these and no others. */
  public static String of(List<Moment> moments) {
    return moments.isEmpty()
        ? "none"
        : moments.stream().map(Moment::toString).collect(Collectors.joining(","));
  }

  private static Faults script(List<String> words) {
    var moments = new ArrayList<Moment>();
    for (var word : words) {
      var mark = word.indexOf('#');
      if (mark < 0) {
        throw new IllegalArgumentException(
            word + " is a kind of fault among moments: write all as moments, as " + word + "#0");
      }
      moments.add(new Moment(fault(word.substring(0, mark)), opportunity(word, mark + 1)));
    }
    return Faults.all().only(moments);
  }

  private static long opportunity(String word, int from) {
    try {
      return Long.parseUnsignedLong(word.substring(from));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          word + " does not end in the number of an opportunity, as event-lost#3 does", e);
    }
  }

  private static Faults rates(List<String> words) {
    var faults = Faults.none();
    for (var word : words) {
      var sign = word.indexOf('=');
      var fault = fault(sign < 0 ? word : word.substring(0, sign));
      faults = faults.with(fault, sign < 0 ? Faults.all().rate(fault) : rate(word, sign + 1));
    }
    return faults;
  }

  private static double rate(String word, int from) {
    var rate = Double.NaN;
    try {
      rate = Double.parseDouble(word.substring(from));
    } catch (NumberFormatException e) {
      // Said below, as for a number that is no rate.
    }
    if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          word + " needs a number from 0 on after its =, as event-lost=0.5 has");
    }
    return rate;
  }

  private static Fault fault(String word) {
    return Arrays.stream(Fault.values())
        .filter(fault -> fault.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no fault %s; there are all, none, %s"
                    .formatted(
                        word,
                        Arrays.stream(Fault.values())
                            .map(Fault::word)
                            .collect(Collectors.joining(", ")))));
  }
}

package dev.longshore.jobfile;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Which known word somebody has meant. */
final class Spelling {

  private static final int LENGTH_MAX = 40;
  private static final int PREFIX_MIN = 3;

  private Spelling() {}

  /** The known word that {@code word} most probably stands for; empty if it resembles none. */
  static Optional<String> nearest(String word, Collection<String> known) {
    var bare = bare(word);
    if (bare.isEmpty() || bare.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    var byDistance = Comparator.comparingInt((String one) -> distance(bare, bare(one)));
    return known.stream()
        .min(byDistance.thenComparing(Comparator.naturalOrder()))
        .filter(one -> distance(bare, bare(one)) <= (bare.length() + 1) / 3)
        .or(() -> known.stream().filter(one -> isCutFrom(bare, bare(one))).sorted().findFirst());
  }

  // env for environment, retries for retry, Berlin for Europe/Berlin
  private static boolean isCutFrom(String word, String known) {
    var same = 0;
    while (same < Math.min(word.length(), known.length())
        && word.charAt(same) == known.charAt(same)) {
      same++;
    }
    return (same >= PREFIX_MIN && 4 * same >= 3 * Math.min(word.length(), known.length()))
        || (word.length() > PREFIX_MIN && known.endsWith(word));
  }

  private static String bare(String word) {
    return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "").replace(" ", "");
  }

  /** How many letters must be added, dropped, changed or swapped with the next one. */
  private static int distance(String one, String other) {
    var rows = new int[one.length() + 1][other.length() + 1];
    Arrays.setAll(rows[0], column -> column);
    for (var i = 1; i <= one.length(); i++) {
      rows[i][0] = i;
      for (var j = 1; j <= other.length(); j++) {
        var same = one.charAt(i - 1) == other.charAt(j - 1);
        rows[i][j] =
            Math.min(
                rows[i - 1][j - 1] + (same ? 0 : 1), Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1)) {
          rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
        }
      }
    }
    return rows[one.length()][other.length()];
  }
}

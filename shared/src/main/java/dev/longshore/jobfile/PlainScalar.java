package dev.longshore.jobfile;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * What an unquoted scalar stands for in YAML 1.2's core schema: {@code yes} and {@code 2026-12-01}
 * are texts there.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/#103-core-schema">YAML 1.2.2, core schema</a>
 */
final class PlainScalar {

  /** The longest number in characters; a longer one is a text, as is an infinite one. */
  static final int NUMBER_LENGTH_MAX = 40;

  private static final Pattern NOTHING = Pattern.compile("~|null|Null|NULL|");
  private static final Pattern FLAG = Pattern.compile("true|True|TRUE|false|False|FALSE");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
  private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");

  private PlainScalar() {}

  static Node resolve(String written, Place place) {
    if (NOTHING.matcher(written).matches()) {
      return new Node.Nothing(place);
    }
    if (FLAG.matcher(written).matches()) {
      return new Node.Flag(place, written, written.equalsIgnoreCase("true"));
    }
    if (written.length() > NUMBER_LENGTH_MAX) {
      return new Node.Text(place, written);
    }
    if (OCTAL.matcher(written).matches()) {
      return number(written, new BigDecimal(new BigInteger(written.substring(2), 8)), place);
    }
    if (HEXADECIMAL.matcher(written).matches()) {
      return number(written, new BigDecimal(new BigInteger(written.substring(2), 16)), place);
    }
    if (DECIMAL.matcher(written).matches() && Double.isFinite(Double.parseDouble(written))) {
      return number(written, decimal(written), place);
    }
    return new Node.Text(place, written);
  }

  private static Node number(String written, BigDecimal value, Place place) {
    return new Node.Numeral(place, written, value);
  }

  private static BigDecimal decimal(String written) {
    try {
      return new BigDecimal(written);
    } catch (NumberFormatException _) {
      return BigDecimal.ZERO; // finite, but its exponent has more digits than a BigDecimal holds
    }
  }
}

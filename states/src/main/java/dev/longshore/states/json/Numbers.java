package dev.longshore.states.json;

/** How numbers are written in JSON. */
public final class Numbers {

  private static final double LONG_BOUND = 0x1p63;

  private Numbers() {}

  /** The text of a finite number; a whole one has neither point nor exponent. */
  static String text(Number number) {
    var whole = whole(number);
    if (whole instanceof Double fraction && !Double.isFinite(fraction)) {
      throw new IllegalArgumentException("JSON has no number " + fraction);
    }
    return whole.toString();
  }

  /** The number as an {@code Integer} or a {@code Long}, if it is a double without a fraction. */
  public static Number whole(Number number) {
    if (!(number instanceof Double)) {
      return number;
    }
    var value = number.doubleValue();
    if (value != Math.rint(value) || Math.abs(value) >= LONG_BOUND) {
      return number;
    }
    var whole = (long) value;
    if (whole == (int) whole) {
      return (int) whole;
    }
    return whole;
  }
}

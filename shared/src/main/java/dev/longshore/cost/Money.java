package dev.longshore.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** An amount of US dollars, exact to a millionth. */
public record Money(long micros) implements Comparable<Money> {

  public static final Money ZERO = new Money(0);

  private static final int SCALE = 6;

  /** The nearest amount; halves go up. */
  public static Money rounded(BigDecimal dollars) {
    return new Money(
        dollars.setScale(SCALE, RoundingMode.HALF_UP).unscaledValue().longValueExact());
  }

  /** The amount that {@link #toString} has written. */
  public static Money parse(String dollars) {
    return rounded(new BigDecimal(dollars));
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(micros, other.micros));
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(micros, other.micros));
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(micros, other.micros);
  }

  /** Dollars with six places, such as {@code 0.012340}. */
  @Override
  public String toString() {
    var sign = micros < 0 ? "-" : "";
    var size = Long.toUnsignedString(Math.abs(micros));
    var digits = size.length() > SCALE ? size : "0".repeat(SCALE + 1 - size.length()) + size;
    var point = digits.length() - SCALE;
    return sign + digits.substring(0, point) + "." + digits.substring(point);
  }
}

package dev.longshore.simulation.forecast.page;

import java.util.Locale;

/**
 * Rows of a label, a drawing and a value. The drawing is a hundred wide and stretches with the
 * page; texts are the page's own, so that they stay as large as they are.
 */
final class Bars {

  private static final double WIDTH = 100;

  private final StringBuilder rows = new StringBuilder();

  /** Begins a group of rows. */
  void head(String text) {
    rows.append("<h3>").append(Markup.escape(text)).append("</h3>\n");
  }

  /**
   * Adds a row.
   *
   * @param drawing of {@link #part} and {@link #mark}
   * @param value HTML
   */
  void row(String label, boolean isCurrent, String drawing, String value) {
    rows.append(
        """
        <div class="row%s"><div class="what">%s</div><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">%s</svg><div class="value">%s</div></div>
        """
            .formatted(isCurrent ? " current" : "", Markup.escape(label), drawing, value));
  }

  /** A part of a bar, from one share of the width to another; what is something can be seen. */
  static String part(double from, double to, String color) {
    return rect(from, to, 1, 8, color);
  }

  /** A thinner part of a bar. */
  static String thin(double from, double to, String color) {
    return rect(from, to, 4, 2, color);
  }

  private static String rect(double from, double to, int y, int height, String color) {
    var width = WIDTH * (to - from);
    return width <= 0
        ? ""
        : "<rect x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\" fill=\"var(--%s)\"/>"
            .formatted(
                Markup.number(WIDTH * from), y, Markup.number(Math.max(width, 0.3)), height, color);
  }

  /** A line across the bar. */
  static String mark(double at, String color) {
    return String.format(
        Locale.ROOT,
        "<line x1=\"%1$s\" x2=\"%1$s\" y1=\"-2\" y2=\"12\" stroke=\"var(--%2$s)\""
            + " stroke-width=\"2\" vector-effect=\"non-scaling-stroke\"/>",
        Markup.number(WIDTH * at),
        color);
  }

  @Override
  public String toString() {
    return rows.toString();
  }
}

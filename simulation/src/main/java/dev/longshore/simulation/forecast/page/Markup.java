package dev.longshore.simulation.forecast.page;

import java.util.Locale;

/** Texts and numbers as HTML and SVG take them. */
final class Markup {

  private Markup() {}

  /** A text that shows as it is, wherever in the page. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** A text in which what stands between backticks is code. */
  static String code(String text) {
    return escape(text).replaceAll("`([^`]*)`", "<code>$1</code>");
  }

  /** A number of a drawing: two places at most, whatever the language. */
  static String number(double value) {
    var text = String.format(Locale.ROOT, "%.2f", value);
    return text.replaceAll("[.]?0+$", "");
  }
}

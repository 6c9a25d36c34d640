package dev.longshore.cli.text;

import java.util.ArrayList;
import java.util.List;

/** A text in lines of a width, broken between words; a word that is longer than a line is not. */
public final class Paragraph {

  private Paragraph() {}

  /** Its lines, none longer than {@code columns} but for a longer word. */
  public static List<String> lines(String text, int columns) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var word : Words.oneLine(text).split(" +", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > columns) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}

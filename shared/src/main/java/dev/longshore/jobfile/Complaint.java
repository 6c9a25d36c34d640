package dev.longshore.jobfile;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * What is wrong in a job file, and what would be right.
 *
 * @param line from 1; 0 where the file as a whole is meant
 * @param column from 1; 0 where the file as a whole is meant
 * @param key the path of the key, such as {@code schedule[1].cron}; empty where none is meant
 * @param message one line
 */
public record Complaint(Path file, int line, int column, String key, String message)
    implements Comparable<Complaint> {

  private static final Comparator<Complaint> ORDER =
      Comparator.comparing(Complaint::file)
          .thenComparingInt(Complaint::line)
          .thenComparingInt(Complaint::column)
          .thenComparing(Complaint::key)
          .thenComparing(Complaint::message);

  /** A complaint in one line, whatever the file holds. */
  public Complaint {
    key = Quoted.oneLine(key);
    message = Quoted.oneLine(message);
  }

  @Override
  public int compareTo(Complaint other) {
    return ORDER.compare(this, other);
  }

  /** One line: {@code jobs/x.yaml:7: retry.attempts: …}. */
  @Override
  public String toString() {
    var place = line == 0 ? file.toString() : file + ":" + line;
    return Quoted.oneLine(place) + ": " + (key.isEmpty() ? message : key + ": " + message);
  }
}

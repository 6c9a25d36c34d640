package dev.longshore.jobfile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is wrong in one file, as it is found. */
final class Complaints {

  /** How many of a file's complaints are told; more help nobody. */
  static final int TOLD_MAX = 100;

  private final Path file;
  private final List<Complaint> found = new ArrayList<>();

  Complaints(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  /** Complains of the file as a whole. */
  void ofFile(String message) {
    found.add(new Complaint(file, 0, 0, "", message));
  }

  /** Complains of what stands at {@code place}. */
  void at(Place place, String message) {
    found.add(new Complaint(file, place.line(), place.column(), place.path(), message));
  }

  /** Whether there is a complaint of the key at {@code path}, or of anything below it. */
  boolean touch(String path) {
    for (var complaint : found) {
      if (Place.isWithin(complaint.key(), path)) {
        return true;
      }
    }
    return false;
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** The complaints in the order of their lines. */
  List<Complaint> sorted() {
    var sorted = found.stream().sorted().distinct().toList();
    if (sorted.size() <= TOLD_MAX) {
      return sorted;
    }
    var told = new ArrayList<>(sorted.subList(0, TOLD_MAX));
    var last = told.getLast();
    told.add(
        new Complaint(
            file,
            last.line(),
            last.column(),
            "",
            "and %d more from here on".formatted(sorted.size() - TOLD_MAX)));
    return List.copyOf(told);
  }
}

package dev.longshore.jobfile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is wrong in one file, as it is found. */
final class Complaints {

  /** How many of a file's complaints are told; more help nobody. */
  static final int TOLD_MAX = 100;

  /** How many are looked for, so that a file of mistakes costs no more than any other. */
  static final int FOUND_MAX = 200;

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
    if (!areFull()) {
      found.add(new Complaint(file, place.line(), place.column(), place.path(), message));
    }
  }

  /** Whether there are so many that no more need be looked for. */
  boolean areFull() {
    return found.size() >= FOUND_MAX;
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
    var more = sorted.size() - TOLD_MAX;
    told.add(
        new Complaint(
            file,
            last.line(),
            last.column(),
            "",
            areFull() ? "and many more" : "and %d more from here on".formatted(more)));
    return List.copyOf(told);
  }
}

package dev.longshore.cli;

import dev.longshore.jobfile.Complaint;
import java.util.List;

/** Job files that cannot be used, with all that is wrong in them: exit code 2. */
final class BadJobFiles extends RuntimeException {

  private final transient List<Complaint> complaints;

  BadJobFiles(List<Complaint> complaints) {
    super(complaints.getFirst().toString());
    this.complaints = complaints;
  }

  List<Complaint> complaints() {
    return complaints;
  }
}

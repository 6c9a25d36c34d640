package dev.longshore.cli;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.longshore.cli.text.Table;
import dev.longshore.job.Job;
import dev.longshore.job.JobCodec;
import dev.longshore.jobfile.Complaint;
import dev.longshore.jobfile.JobFiles;
import dev.longshore.jobfile.Reading.Accepted;
import dev.longshore.jobfile.Reading.Refused;
import dev.longshore.schedule.Durations;
import dev.longshore.schedule.Schedule;
import dev.longshore.schedule.Schedule.At;
import dev.longshore.schedule.Schedule.Cron;
import dev.longshore.schedule.Schedule.Rate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks job files. */
@Command(
    name = "validate",
    description = {
      "Check job files, and say all that is wrong with them. Exit code 2 if anything is."
    },
    footer = {
      "",
      "Examples:",
      "  longshore validate                    all files in jobs/",
      "  longshore validate jobs/nightly.yaml --json"
    })
final class ValidateCommand extends Common {

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Job files; without one, all in the folder of the job files.")
  private List<Path> files = new ArrayList<>();

  private final JobFiles reader = new JobFiles();

  @Override
  public Integer call() {
    return switch (files.isEmpty() ? reader.list(jobs()) : new Accepted<>(files)) {
      case Refused<List<Path>>(var complaints) -> refuse(List.of(jobs()), complaints);
      case Accepted<List<Path>>(var found) -> {
        var distinct = found.stream().distinct().toList();
        yield switch (reader.compile(distinct)) {
          case Refused<?>(var complaints) -> refuse(distinct, complaints);
          case Accepted<?> _ -> accept(distinct);
        };
      }
    };
  }

  private int refuse(List<Path> checked, List<Complaint> complaints) {
    var byFile = complaints.stream().collect(groupingBy(Complaint::file));
    if (json()) {
      for (var file : checked) {
        terminal().printJson(document(file, byFile.getOrDefault(file, List.of())));
      }
      return Main.USAGE;
    }
    complaints.forEach(complaint -> terminal().note(complaint.toString()));
    if (checked.size() > 1) {
      terminal().note("%d of %d job files cannot be used".formatted(byFile.size(), checked.size()));
    }
    return Main.USAGE;
  }

  private static Map<String, @Nullable Object> document(Path file, List<Complaint> complaints) {
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put("file", file.toString());
    document.put("valid", complaints.isEmpty());
    document.put("findings", complaints.stream().map(ValidateCommand::finding).toList());
    return document;
  }

  private static Map<String, @Nullable Object> finding(Complaint complaint) {
    var finding = new LinkedHashMap<String, @Nullable Object>();
    finding.put("file", complaint.file().toString());
    finding.put("line", complaint.line() == 0 ? null : complaint.line());
    finding.put("key", complaint.key().isEmpty() ? null : complaint.key());
    finding.put("message", complaint.message());
    return finding;
  }

  private int accept(List<Path> checked) {
    var table = new Table("JOB", "VERSION", "FILE", "STARTED BY");
    table.mayDrop(2, 1);
    for (var file : checked) {
      if (reader.readFile(file) instanceof Accepted<Job>(var job)) {
        if (json()) {
          terminal().printJson(document(file, job));
        } else {
          table.add(
              job.name().value(), JobCodec.version(job).toString(), file.toString(), starters(job));
        }
      }
    }
    if (!json()) {
      terminal().print(table.lines(terminal().tableColumns()));
      terminal()
          .note(checked.size() == 1 ? "it is valid" : "all %d are valid".formatted(checked.size()));
    }
    return Main.DONE;
  }

  private static Map<String, @Nullable Object> document(Path file, Job job) {
    var document = document(file, List.of());
    document.put("job", job.name().value());
    document.put("jobVersion", JobCodec.version(job).toString());
    return document;
  }

  private static String starters(Job job) {
    var starters = new TreeSet<String>();
    job.schedules().forEach(schedule -> starters.add(words(schedule)));
    if (job.queued()) {
      starters.add("its queue");
    }
    return starters.isEmpty() ? "a person" : starters.stream().collect(joining("; "));
  }

  private static String words(Schedule schedule) {
    return switch (schedule.timing()) {
      case Cron(var expression) -> "cron %s %s".formatted(expression, schedule.zone());
      case Rate(var every) -> "every " + Durations.format(every);
      case At(var time) -> "at %s %s".formatted(time, schedule.zone());
    };
  }
}

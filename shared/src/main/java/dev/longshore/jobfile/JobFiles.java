package dev.longshore.jobfile;

import dev.longshore.forecast.Outlook;
import dev.longshore.job.Catalog;
import dev.longshore.job.Job;
import dev.longshore.job.JobName;
import dev.longshore.jobfile.Reading.Accepted;
import dev.longshore.jobfile.Reading.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads job files: one job a file, in a folder of {@code *.yaml} and {@code *.yml}.
 *
 * <p>What is wrong in them is an answer, never an exception, however broken a file may be.
 */
public final class JobFiles {

  private final JobSchema schema = JobSchema.load();

  /** A job file that has been read and checked. */
  private record Checked(Complaints complaints, Optional<Keys> keys) {

    boolean isOf(JobName name) {
      return keys.isPresent() && name.value().equals(keys.get().text("job"));
    }
  }

  /**
   * Compiles all job files in {@code folder}, but not those in folders below it. Other files, and
   * those whose names start with a dot, count as not there.
   */
  public Reading<Catalog> read(Path folder) {
    return switch (list(folder)) {
      case Refused<List<Path>>(var complaints) -> new Refused<>(complaints);
      case Accepted<List<Path>>(var paths) -> compile(paths);
    };
  }

  /** The job files in {@code folder}, in order; that there is none is a complaint. */
  public Reading<List<Path>> list(Path folder) {
    var complaints = new Complaints(folder);
    try (var files = Files.list(folder)) {
      var found = files.filter(JobFiles::isJobFile).sorted().toList();
      if (!found.isEmpty()) {
        return new Accepted<>(found);
      }
      complaints.ofFile(
          "holds no job file (*.yaml or *.yml): write one there, or name another folder with"
              + " --jobs");
    } catch (IOException | UncheckedIOException e) {
      complaints.ofFile(JobText.whyNoFolder(folder, e));
    }
    return new Refused<>(complaints.sorted());
  }

  /**
   * Compiles the job called {@code name} in {@code folder}. What is wrong in the files of other
   * jobs is no hindrance, unless it is not to be seen which job they are of.
   */
  public Reading<Job> readJob(Path folder, JobName name) {
    return switch (list(folder)) {
      case Refused<List<Path>>(var complaints) -> new Refused<>(complaints);
      case Accepted<List<Path>>(var files) -> compile(folder, files, name);
    };
  }

  /** Compiles one job file. */
  public Reading<Job> readFile(Path file) {
    return reading(check(file));
  }

  /** Compiles what {@code file} would be if it held {@code content}. */
  Reading<Job> readContent(Path file, byte[] content) {
    var complaints = new Complaints(file);
    return reading(check(JobText.decode(content, complaints), complaints));
  }

  private static Reading<Job> reading(Checked checked) {
    return checked.complaints.isEmpty()
        ? new Accepted<>(JobBuilder.build(checked.keys.orElseThrow()))
        : new Refused<>(checked.complaints.sorted());
  }

  /**
   * What the job files in {@code folder} say of their jobs' future; those that cannot be used say
   * nothing. It belongs to no compiled job, so that saying more changes no job's version.
   */
  public Map<JobName, Outlook> outlooks(Path folder) {
    var outlooks = new TreeMap<JobName, Outlook>();
    if (list(folder) instanceof Accepted<List<Path>>(var files)) {
      files.stream()
          .map(this::check)
          .filter(one -> one.complaints.isEmpty())
          .map(one -> one.keys.orElseThrow())
          .forEach(keys ->
              outlooks.put(
                  new JobName(Objects.requireNonNull(keys.text("job"))), ForecastRules.read(keys)));
    }
    return outlooks;
  }

  private static boolean isJobFile(Path file) {
    var name = file.getFileName().toString();
    return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"));
  }

  private Reading<Job> compile(Path folder, List<Path> files, JobName name) {
    var checked = files.stream().map(this::check).toList();
    complainOfSharedNames(checked);
    var ofName = checked.stream().filter(one -> one.isOf(name)).toList();
    if (!ofName.isEmpty()) {
      return reading(ofName.getLast());
    }
    var complaints = complaints(checked);
    if (complaints.isEmpty()) {
      var missing = new Complaints(folder);
      missing.ofFile("holds no job named " + name);
      return new Refused<>(missing.sorted());
    }
    return new Refused<>(complaints);
  }

  private static List<Complaint> complaints(List<Checked> files) {
    return files.stream().flatMap(one -> one.complaints.sorted().stream()).toList();
  }

  /** Compiles job files, which may not share names. */
  public Reading<Catalog> compile(List<Path> files) {
    var checked = files.stream().map(this::check).toList();
    complainOfSharedNames(checked);
    var complaints = complaints(checked);
    if (!complaints.isEmpty()) {
      return new Refused<>(complaints);
    }
    return new Accepted<>(
        Catalog.of(checked.stream().map(one -> JobBuilder.build(one.keys.orElseThrow())).toList()));
  }

  private Checked check(Path file) {
    var complaints = new Complaints(file);
    return check(JobText.read(file, complaints), complaints);
  }

  private Checked check(Optional<String> text, Complaints complaints) {
    var keys =
        text.flatMap(yaml -> YamlReader.read(yaml, complaints))
            .map(mapping -> new Keys(mapping, complaints));
    keys.ifPresent(job -> {
      schema.check(job.mapping(), complaints);
      JobRules.check(job);
    });
    return new Checked(complaints, keys);
  }

  private static void complainOfSharedNames(List<Checked> files) {
    var firsts = new HashMap<String, Path>();
    for (var keys : files.stream().map(Checked::keys).flatMap(Optional::stream).toList()) {
      var name = keys.text("job");
      var first = name == null ? null : firsts.putIfAbsent(name, keys.complaints().file());
      if (first != null) {
        keys.complain("job", first + " has a job of this name too; each needs its own");
      }
    }
  }
}

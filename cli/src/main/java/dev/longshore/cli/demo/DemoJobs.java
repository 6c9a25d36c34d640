package dev.longshore.cli.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The example jobs that the demo plays, and what belongs to them. */
public record DemoJobs(Path folder) {

  static final String CLIMATE = "climate-table";
  static final String RAIN = "weekly-rain";
  static final String DEGREES = "degree-days";
  static final String LATE = "late-source";
  static final String SLOW = "slow-export";
  static final String QUIET = "quiet-model";
  static final String INDEX = "rebuild-index";

  /** Their names, in the order in which they are shown. */
  public static final List<String> NAMES =
      List.of(CLIMATE, RAIN, DEGREES, LATE, SLOW, QUIET, INDEX);

  private static final String EXPECTED = "demo-expected.tsv";
  private static final String PROGRAMS = "target/longshore-jobs.jar";

  /**
   * The ones in {@code folder}; if they are not there, those beside the launcher.
   *
   * @param home of the launcher; null where there is none
   * @throws DemoRefused if there are none, or their programs were not built
   */
  public static DemoJobs find(Path folder, @Nullable String home) {
    var shipped = home == null ? folder : Path.of(home, "jobs");
    var jobs = new DemoJobs(Files.exists(folder.resolve(EXPECTED)) ? folder : shipped);
    if (!Files.exists(jobs.expected())) {
      throw new DemoRefused(
          "%s holds no %s: name the folder of Longshore's own jobs with --jobs"
              .formatted(folder, EXPECTED));
    }
    require(jobs.weather(), "name the folder of Longshore's own jobs with --jobs");
    require(jobs.folder.resolve(PROGRAMS), "build it with mvn -pl jobs package");
    return jobs;
  }

  private static void require(Path file, String otherwise) {
    if (!Files.exists(file)) {
      throw new DemoRefused("%s is missing: %s".formatted(file, otherwise));
    }
  }

  /** What the demo is to come to. */
  public Path expected() {
    return folder.resolve(EXPECTED);
  }

  Path weather() {
    return folder.resolve("data").resolve("weather.csv");
  }
}

package dev.longshore.endtoend;

import static org.assertj.core.api.Assertions.fail;

import dev.longshore.cli.render.Rendering;
import dev.longshore.job.Catalog;
import dev.longshore.jobfile.JobFiles;
import dev.longshore.jobfile.Reading.Accepted;
import dev.longshore.jobfile.Reading.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code sam build} makes of this checkout with the jobs of the test: in a copy, for the
 * checkout's own jobs are others.
 *
 * @param folder where it is built
 * @param rendering what the build has of the jobs
 */
record BuiltApplication(Path folder, Rendering rendering) {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path JOBS = Path.of("src", "test", "jobs");

  /** All that the build reads; Maven has built the functions before, and so is not run again. */
  private static final List<String> SOURCES =
      List.of(
          "template.yaml",
          "samconfig.toml",
          "Makefile",
          "statemachines",
          "schema",
          "pom.xml",
          "shared/pom.xml",
          "shared/src/main",
          "functions/pom.xml",
          "functions/src/main",
          "functions/target/classes",
          "functions/target/lib");

  private static final String BUILT = "functions/target/longshore-functions.built";

  static BuiltApplication by(Command command) throws IOException, InterruptedException {
    var folder = command.folder();
    for (var source : SOURCES) {
      copy(ROOT.resolve(source), folder.resolve(source));
    }
    Files.writeString(folder.resolve(BUILT), "");
    var rendering = Rendering.of(jobs());
    rendering.write(folder.resolve("rendered"));
    var _ = command.run(List.of("sam", "build"));
    return new BuiltApplication(folder, rendering);
  }

  private static Catalog jobs() {
    return switch (new JobFiles().read(JOBS)) {
      case Accepted<Catalog>(var catalog) -> catalog;
      case Refused<Catalog>(var complaints) -> fail(complaints.toString());
    };
  }

  /** The template that was built, from whose folder its paths lead on. */
  Path template() {
    return folder.resolve(".aws-sam/build/template.yaml");
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (var files = Files.walk(from)) {
      for (var file : files.sorted().toList()) {
        var target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    } catch (NoSuchFileException e) {
      fail("%s is missing: mvn package -pl functions -am makes it", e.getFile());
    }
  }
}

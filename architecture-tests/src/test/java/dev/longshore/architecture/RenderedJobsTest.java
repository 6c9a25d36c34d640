package dev.longshore.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.cli.render.Rendering;
import dev.longshore.job.Catalog;
import dev.longshore.jobfile.JobFiles;
import dev.longshore.jobfile.Reading.Accepted;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is deployed of the jobs is what their files say. */
class RenderedJobsTest {

  private static final Path ROOT = DeployedTemplate.ROOT;

  @Test
  void theRenderedFilesAreOfTheJobFiles() throws IOException {
    if (!(new JobFiles().read(ROOT.resolve("jobs")) instanceof Accepted<Catalog>(var catalog))) {
      throw new AssertionError("jobs/ cannot be read: run ./longshore validate");
    }

    assertThat(Rendering.read(ROOT.resolve("rendered")))
        .as("run ./longshore render, and commit what it writes")
        .contains(Rendering.of(catalog));
  }
}

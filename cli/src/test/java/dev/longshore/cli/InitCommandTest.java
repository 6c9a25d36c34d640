package dev.longshore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {

  @TempDir private Path folder;

  private Cli.Result init(Path directory, String... more) {
    var all = new java.util.ArrayList<>(java.util.List.of("init", directory.toString()));
    all.addAll(java.util.List.of(more));
    return new Cli(folder).runBare(all.toArray(String[]::new));
  }

  @Test
  void writesAProjectWhoseJobsAreValid() {
    var project = folder.resolve("new/project");
    var result = init(project);
    assertThat(result.exit()).isZero();
    assertThat(result.lines())
        .containsExactly(
            "wrote " + project.resolve("jobs/hello.yaml"),
            "wrote " + project.resolve("scripts/hello.sh"),
            "wrote " + project.resolve(".gitignore"));
    assertThat(project.resolve(".gitignore")).content().contains(".longshore/");
    var checked = new Cli(project).run("validate");
    assertThat(checked.exit()).as(checked.err()).isZero();
  }

  @Test
  void theScheduleInItsCommentIsValidToo() throws IOException {
    assertThat(init(folder).exit()).isZero();
    var file = folder.resolve("jobs/hello.yaml");
    Files.writeString(file, Files.readString(file).replace("# schedule:", "schedule:"));
    assertThat(new Cli(folder).run("next", "hello", "--from", "2026-11-20T00:00:00Z").lines())
        .containsExactly("2026-11-23T08:00:00+09:00");
  }

  @Test
  void overwritesNothing() throws IOException {
    var script = folder.resolve("scripts/hello.sh");
    Files.createDirectories(script.getParent());
    Files.writeString(script, "mine");
    var result = init(folder);
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.complaints()).singleElement().asString().contains(script.toString());
    assertThat(script).hasContent("mine");
    assertThat(folder.resolve("jobs")).doesNotExist();
  }

  @Test
  void leavesTheGitignoreOfARepositoryAsItIs() throws IOException {
    var ignored = Files.writeString(folder.resolve(".gitignore"), "target/\n");
    var result = init(folder);
    assertThat(result.exit()).isZero();
    assertThat(result.complaints()).anyMatch(line -> line.contains("add .longshore/ to it"));
    assertThat(ignored).hasContent("target/\n");
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "");
    var result = init(file.resolve("project"));
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.complaints()).singleElement().asString().contains(file.toString());
  }

  @Test
  void writesTheNamesOfItsFilesAsJson() {
    assertThat(init(folder, "--json").json().getFirst().texts("files")).hasSize(3);
  }
}

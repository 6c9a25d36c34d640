package dev.longshore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.cli.render.Rendering;
import dev.longshore.job.JobCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderCommandTest {

  @TempDir private Path folder;

  private Cli cli() {
    return new Cli(folder).with("a.yaml", "job: a", "image: a:1");
  }

  private String out() {
    return folder.resolve("rendered").toString();
  }

  @Test
  void writesTheTemplateAndTheCatalog() throws IOException {
    var result = cli().run("render", "--out", out(), "--json");

    assertThat(result.exit()).isZero();
    assertThat(result.json())
        .singleElement()
        .satisfies(line -> {
          assertThat(line.integer("jobs")).isEqualTo(1);
          assertThat(line.texts("files")).hasSize(2);
        });
    var catalog = Files.readString(Path.of(out(), Rendering.CATALOG));
    assertThat(JobCodec.decodeCatalog(catalog).jobs()).hasSize(1);
  }

  @Test
  void aDiffSaysWhatADeploymentChangesAndWritesNothing() throws IOException {
    var cli = cli();
    assertThat(cli.run("render", "--out", out()).exit()).isZero();
    var before = Files.readString(Path.of(out(), Rendering.TEMPLATE));

    assertThat(cli.run("render", "--out", out(), "--diff").complaints())
        .containsExactly("nothing changes");
    cli.with("a.yaml", "job: a", "image: a:1", "timeout: 2h");
    var changed = cli.run("render", "--out", out(), "--diff", "--json");

    assertThat(changed.exit()).isZero();
    assertThat(changed.json().getFirst().text("path")).isEqualTo("timeout");
    assertThat(changed.json().getFirst().text("before")).isEqualTo("\"PT1H\"");
    assertThat(Files.readString(Path.of(out(), Rendering.TEMPLATE))).isEqualTo(before);
  }

  @Test
  void aFolderThatCannotBeWrittenIsOneLine() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "");
    var result = cli().run("render", "--out", file.resolve("below").toString());

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.complaints()).hasSize(1);
  }

  @Test
  void jobsThatCloudFormationDoesNotTakeAreOneLine() {
    var cli =
        new Cli(folder)
            .with("a.yaml", "job: a-1", "image: a:1")
            .with("b.yaml", "job: a1", "image: a:1");
    var result = cli.run("render", "--out", out());

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.complaints()).singleElement().asString().contains("rename one of them");
  }
}

package dev.longshore.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTest {

  @TempDir private Path temporary;
  private Path jobs = Path.of("jobs");
  private DemoFolder folder = DemoFolder.in(Path.of("data"));

  @BeforeEach
  void makeJobs() throws IOException {
    jobs = Files.createDirectories(temporary.resolve("jobs"));
    Files.writeString(jobs.resolve("etl.yaml"), "job: etl");
    folder = DemoFolder.in(temporary.resolve("data"));
  }

  @Test
  void whatAnEarlierDemoHasMadeIsGoneAndNothingElse() throws IOException {
    begin();
    Files.writeString(Files.createDirectories(folder.output("rain")).resolve("1.txt"), "1");
    Files.writeString(folder.path().resolve("ledger.db"), "old");
    Files.writeString(folder.path().resolve("notes.txt"), "a person's");

    begin();

    assertThat(folder.path().resolve("ledger.db")).doesNotExist();
    assertThat(folder.output("rain")).doesNotExist();
    assertThat(folder.path().resolve("notes.txt")).hasContent("a person's");
  }

  @Test
  void theJobFilesAreLinkedAndOutliveTheLink() throws IOException {
    begin();
    begin();

    assertThat(folder.path().resolve("jobs").resolve("etl.yaml")).hasContent("job: etl");
    assertThat(jobs.resolve("etl.yaml")).exists();
  }

  @Test
  void aFolderThatNoDemoHasMadeIsRefused() throws IOException {
    Files.createDirectories(folder.path());
    Files.writeString(folder.path().resolve("ledger.db"), "somebody's");

    assertThatThrownBy(folder::checkOurs)
        .isInstanceOf(DemoRefused.class)
        .hasMessageContaining("--data");
  }

  @Test
  void aFolderWithNothingButALockMayBeMade() throws IOException {
    Files.createDirectories(folder.path());
    Files.writeString(folder.path().resolve("lock"), "1");

    begin();

    assertThat(folder.path().resolve("jobs")).isDirectory();
  }

  private void begin() throws IOException {
    folder.checkOurs();
    Files.createDirectories(folder.path());
    folder.makeAnew(jobs);
  }
}

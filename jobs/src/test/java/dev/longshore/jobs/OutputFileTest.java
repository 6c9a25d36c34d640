package dev.longshore.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

  @Test
  void aFileIsWrittenInPlaceOfTheOneThatIsThere(@TempDir Path folder) throws IOException {
    var file = folder.resolve("deep").resolve("file.txt");
    OutputFile.write(file, "first");
    OutputFile.write(file, "second");

    assertThat(file).hasContent("second");
    try (var files = Files.list(folder.resolve("deep"))) {
      assertThat(files).containsExactly(file);
    }
  }
}

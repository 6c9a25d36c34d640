package dev.longshore.simulation.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class MutantsTableTest {

  @Test
  void theTableHasEachMutantInOrderAndNoOther() throws IOException {
    var rows =
        Files.readAllLines(MutantsTable.FILE).stream()
            .filter(line -> line.startsWith("| "))
            .skip(1)
            .toList();

    var mutants = MutantsTest.mutants();
    assertThat(rows).as("write it with -Dmutants.table=write").hasSameSizeAs(mutants);
    for (var i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i)).startsWith(MutantsTable.start(mutants.get(i)));
    }
  }
}

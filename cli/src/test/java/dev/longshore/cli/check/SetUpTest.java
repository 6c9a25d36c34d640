package dev.longshore.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.cli.check.Finding.Level;
import dev.longshore.cli.check.SetUp.ImageState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetUpTest {

  @ParameterizedTest
  @CsvSource({
    "CREATE_COMPLETE, OK",
    "UPDATE_COMPLETE, OK",
    "UPDATE_ROLLBACK_COMPLETE, WARNING",
    "UPDATE_IN_PROGRESS, WRONG",
    "ROLLBACK_COMPLETE, WRONG",
    "DELETE_FAILED, WRONG",
    "SOMETHING_NEW, WRONG",
  })
  void aStackIsAsItsStatusSays(String status, Level level) {
    assertThat(SetUp.stack(status).level()).isEqualTo(level);
    assertThat(SetUp.stack(status).said()).startsWith(status);
  }

  @Test
  void aClusterNeedsBothCapacityProviders() {
    var both = Set.of("FARGATE", "FARGATE_SPOT");
    assertThat(SetUp.cluster(Optional.of("ACTIVE"), both).level()).isEqualTo(Level.OK);
    assertThat(SetUp.cluster(Optional.of("ACTIVE"), Set.of("FARGATE")).said())
        .startsWith("has no capacity provider [FARGATE_SPOT]");
    assertThat(SetUp.cluster(Optional.of("INACTIVE"), both).level()).isEqualTo(Level.WRONG);
    assertThat(SetUp.cluster(Optional.empty(), Set.of()).said()).startsWith("is not there");
  }

  @Test
  void theRoleOfEcsIsNeeded() {
    assertThat(SetUp.ecsRole(true).level()).isEqualTo(Level.OK);
    assertThat(SetUp.ecsRole(false).said()).contains("create-service-linked-role");
  }

  @ParameterizedTest
  @CsvSource({"1, 0, OK", "2, 0, OK", "0, 0, WARNING", "0, 1, WARNING", "1, 1, WARNING"})
  void somebodyHasToHearOfAlarms(int confirmed, int pending, Level level) {
    assertThat(SetUp.alarms(confirmed, pending).level()).isEqualTo(level);
  }

  @Test
  void deadLettersAreSaid() {
    assertThat(SetUp.deadLetters(0).level()).isEqualTo(Level.OK);
    assertThat(SetUp.deadLetters(1).level()).isEqualTo(Level.WARNING);
  }

  @Test
  void aJobNeedsItsTaskDefinitionAndItsImage() {
    assertThat(SetUp.job("a", true, ImageState.THERE).level()).isEqualTo(Level.OK);
    assertThat(SetUp.job("a", true, ImageState.ELSEWHERE).level()).isEqualTo(Level.OK);
    assertThat(SetUp.job("a", true, ImageState.MISSING).level()).isEqualTo(Level.WRONG);
    for (var image : ImageState.values()) {
      assertThat(SetUp.job("a", false, image).level()).isEqualTo(Level.WARNING);
    }
  }

  @Test
  void theWorstComesFirst() {
    var sorted =
        SetUp.sorted(
            List.of(
                Finding.ok("a", ""),
                Finding.wrong("b", ""),
                Finding.warning("c", ""),
                Finding.wrong("d", "")));
    assertThat(sorted).extracting(Finding::what).containsExactly("b", "d", "c", "a");
  }
}

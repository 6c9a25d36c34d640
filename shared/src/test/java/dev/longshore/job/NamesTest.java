package dev.longshore.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "nightly-orders", "a1-", "a123456789a123456789a123456789a123456789"})
  void aJobNameIsALetterThenLettersDigitsAndDashes(String name) {
    assertThat(new JobName(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "A",
        "1a",
        "-a",
        "a_b",
        "a/b",
        "..",
        "a b",
        "a\n",
        "ü",
        "a123456789a123456789a123456789a123456789x"
      })
  void nothingElseIsAJobName(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> new JobName(name));
  }

  @Test
  void jobNamesAreOrderedAsTexts() {
    assertThat(new JobName("a")).isLessThan(new JobName("b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0123456789abcde",
        "0123456789abcdef0",
        "0123456789ABCDEF",
        "0123456789abcdeg"
      })
  void aJobVersionIsSixteenHexDigits(String version) {
    assertThat(new JobVersion("0123456789abcdef")).hasToString("0123456789abcdef");
    assertThatIllegalArgumentException().isThrownBy(() -> new JobVersion(version));
  }

  @Test
  void capacityArchitectureAndTypesHaveTheWordsThatAwsAndJobFilesUse() {
    assertThat(Capacity.SPOT.provider()).isEqualTo("FARGATE_SPOT");
    assertThat(Capacity.ON_DEMAND.provider()).isEqualTo("FARGATE");
    assertThat(Architecture.X86_64.word()).isEqualTo("x86_64");
    assertThat(Architecture.ARM64.word()).isEqualTo("arm64");
    assertThat(Parameter.Type.INTEGER.word()).isEqualTo("integer");
  }
}

package dev.longshore.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RefusedTest {

  private static final Program PROGRAM =
      new Program("/bin/etl", List.of("etl", "--all"), List.of(), "/");

  @Test
  void wantOfProcessesIsNamed() {
    assertThat(Refused.because(PROGRAM, Platform.LINUX.again).reason())
        .isEqualTo("CannotStartContainerError: \"etl\": too many processes");
    assertThat(Refused.because(PROGRAM, Platform.MACOS.again).reason())
        .isEqualTo("CannotStartContainerError: \"etl\": too many processes");
  }

  @Test
  void anUnknownReasonKeepsItsNumber() {
    assertThat(Refused.because(PROGRAM, 99).reason())
        .isEqualTo("CannotStartContainerError: \"etl\": error 99");
  }

  @Test
  void aTextIsCutBehind200Characters() {
    assertThat(Refused.quoted("x".repeat(200))).isEqualTo("\"" + "x".repeat(200) + "\"");
    assertThat(Refused.quoted("x".repeat(201))).isEqualTo("\"" + "x".repeat(200) + "…\"");
  }
}

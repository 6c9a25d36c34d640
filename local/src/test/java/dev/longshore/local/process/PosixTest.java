package dev.longshore.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PosixTest {

  @Test
  void aStatusWithoutSignalHoldsTheExitCode() {
    assertThat(IntStream.rangeClosed(0, 255).map(code -> Posix.exitCode(code << 8)))
        .containsExactlyElementsOf(IntStream.rangeClosed(0, 255).boxed().toList());
  }

  @Test
  void aSignalCountsAs128AndItsNumberWithOrWithoutACoreDump() {
    for (var signal = 1; signal < 0x7f; signal++) {
      assertThat(Posix.exitCode(signal)).isEqualTo(128 + signal);
      assertThat(Posix.exitCode(signal | 0x80)).isEqualTo(128 + signal);
    }
  }
}

package dev.longshore.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PlatformTest {

  @Test
  void linuxAndMacOsAreKnownByTheNamesThatJavaGivesThem() {
    assertThat(Platform.named("Linux")).isEqualTo(Platform.LINUX);
    assertThat(Platform.named("Mac OS X")).isEqualTo(Platform.MACOS);
  }

  @Test
  void anyOtherIsRefusedInOneLine() {
    assertThatThrownBy(() -> Platform.named("Windows 11"))
        .hasMessage("tasks as processes need Linux or macOS; this is Windows 11");
  }
}

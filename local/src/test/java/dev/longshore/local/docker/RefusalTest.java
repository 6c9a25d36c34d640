package dev.longshore.local.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.DockerException;
import org.junit.jupiter.api.Test;

class RefusalTest {

  @Test
  void theEnginesWordsAreTakenOutOfTheirJson() {
    var e = new DockerException("Status 400: {\"message\":\"exec: \\\"x\\\": not found\"}\n", 400);

    assertThat(Refusal.ofStart(e).reason())
        .isEqualTo("CannotStartContainerError: exec: \"x\": not found");
    assertThat(Refusal.ofImage("a:1", e).reason())
        .isEqualTo("CannotPullContainerError: a:1: exec: \"x\": not found");
  }

  @Test
  void whatIsNoJsonIsTakenAsItIs() {
    assertThat(Refusal.ofStart(new IllegalStateException("odd {words")).reason())
        .isEqualTo("CannotStartContainerError: odd {words");
  }

  @Test
  void aReasonHasUpTo1024Characters() {
    assertThat(Refusal.ofStart("x".repeat(2000)).reason()).hasSize(1024);
  }
}

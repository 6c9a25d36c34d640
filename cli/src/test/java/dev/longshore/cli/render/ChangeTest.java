package dev.longshore.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChangeTest {

  private static Rendering rendering(String retries, String id, String image) {
    return new Rendering(
        "{\"Resources\":{\"%s\":{\"Type\":\"AWS::ECS::TaskDefinition\",\"Image\":\"%s\"}}}"
            .formatted(id, image),
        "{\"jobs\":[{\"job\":\"a\",\"retry\":{\"attempts\":%s,\"codes\":[75]}}]}"
            .formatted(retries));
  }

  private static final Rendering OLD = rendering("1", "AVersion0123456789abcdef", "a:1");

  @Test
  void theSameIsNoChange() {
    assertThat(Change.between(OLD, OLD)).isEmpty();
  }

  @Test
  void aChangeSaysWhatOfWhatWasAndWillBe() {
    assertThat(Change.between(OLD, rendering("3", "AVersionffffffffffffffff", "a:2")))
        .containsExactly(
            new Change("a", "retry.attempts", "1", "3"),
            new Change("ATaskDefinition", "Image", "\"a:1\"", "\"a:2\""));
  }

  @Test
  void whatComesAndGoesIsToldAsAWhole() {
    var none = new Rendering("{\"Resources\":{}}", "{\"jobs\":[]}");

    assertThat(Change.between(none, OLD))
        .containsExactly(
            new Change("a", "", null, "…"), new Change("ATaskDefinition", "", null, "…"));
    assertThat(Change.between(OLD, none))
        .containsExactly(
            new Change("a", "", "…", null), new Change("ATaskDefinition", "", "…", null));
    assertThat(Change.between(null, OLD)).isEqualTo(Change.between(none, OLD));
  }
}

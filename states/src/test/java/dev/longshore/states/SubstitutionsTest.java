package dev.longshore.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SubstitutionsTest {

  @Test
  void everyPlaceIsFilled() {
    assertThat(Substitutions.apply("${A} $ {A} ${B_1}${A}", Map.of("A", "x$1\\", "B_1", "${A}")))
        .isEqualTo("x$1\\ $ {A} ${A}x$1\\");
  }

  @Test
  void everyMissingValueIsNamed() {
    assertThatThrownBy(() -> Substitutions.apply("${C}${A}${B}${A}", Map.of("B", "b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the definition needs values for: A, C");
  }

  @Test
  void aValueThatIsNotNeededDoesNoHarm() {
    assertThat(Substitutions.apply("{}", Map.of("A", "a"))).isEqualTo("{}");
  }
}

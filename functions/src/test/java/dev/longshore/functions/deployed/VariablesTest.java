package dev.longshore.functions.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesTest {

  @Test
  void textsStandBetweenCommas() {
    var variables = new Variables(Map.of("SUBNETS", "subnet-a,subnet-b", "NONE", ""));

    assertThat(variables.texts("SUBNETS")).containsExactly("subnet-a", "subnet-b");
    assertThat(variables.texts("NONE")).isEmpty();
    assertThat(variables.texts("MISSING")).isEmpty();
  }

  @Test
  void aVariableThatIsMissingIsNamed() {
    var variables = new Variables(Map.of("EMPTY", ""));

    assertThatThrownBy(() -> variables.text("MISSING"))
        .hasMessage("the environment variable MISSING is missing; see template.yaml");
    assertThatThrownBy(() -> variables.text("EMPTY")).hasMessageContaining("EMPTY is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "many", "1.5", "2147483648"})
  void aNumberIsWholeAndFromOneOn(String text) {
    var variables = new Variables(Map.of("NUMBER", text, "ONE", "1"));

    assertThat(variables.number("ONE")).isEqualTo(1);
    assertThatThrownBy(() -> variables.number("NUMBER"))
        .hasMessage(
            "the environment variable NUMBER is a whole number from 1 on, not '" + text + "'");
  }
}

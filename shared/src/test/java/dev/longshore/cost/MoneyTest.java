package dev.longshore.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0.000000",
    "1, 1.000000",
    "0.0000004999, 0.000000",
    "0.0000005, 0.000001",
    "0.0000015, 0.000002",
    "0.0000025, 0.000003",
    "0.01234, 0.012340",
    "1234567.1234565, 1234567.123457",
    "-0.0000005, -0.000001"
  })
  void anAmountHasSixPlacesAndHalvesGoUp(BigDecimal dollars, String text) {
    assertThat(Money.rounded(dollars)).hasToString(text);
    assertThat(Money.parse(text)).isEqualTo(Money.rounded(dollars));
  }

  @Test
  void sumsAreExact() {
    var third = Money.rounded(new BigDecimal("0.333333"));

    assertThat(third.plus(third).plus(third)).hasToString("0.999999");
    assertThat(third.minus(third)).isEqualTo(Money.ZERO);
    assertThat(Money.ZERO.minus(third)).hasToString("-0.333333");
    assertThat(third).isGreaterThan(Money.ZERO);
  }

  @Test
  void anAmountThatIsTooLargeIsNotCutOff() {
    assertThatThrownBy(() -> new Money(Long.MAX_VALUE).plus(new Money(1)))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Money.rounded(new BigDecimal("1e15")))
        .isInstanceOf(ArithmeticException.class);
  }
}

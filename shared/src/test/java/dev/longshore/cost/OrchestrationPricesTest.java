package dev.longshore.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OrchestrationPricesTest {

  private static final OrchestrationPrices PRICES = OrchestrationPrices.shipped();

  @ParameterizedTest
  @EnumSource
  void eachChargeHasAPrice(Charge charge) {
    assertThat(PRICES.cost(charge, BigDecimal.valueOf(1_000_000_000))).isGreaterThan(Money.ZERO);
  }

  @ParameterizedTest
  @CsvSource({
    "TRANSITIONS, 1000, 0.025000",
    "INVOCATIONS, 1000000, 0.200000",
    "GB_SECONDS, 400000, 6.666680",
    "WRITE_UNITS, 1000000, 0.625000",
    "READ_UNITS, 1000000, 0.125000",
    "READ_UNITS, 0.5, 0.000000",
    "QUEUE_REQUESTS, 648000, 0.259200",
    "LOG_GB, 1.5, 0.750000"
  })
  void unitsCostWhatThePricingPageSays(Charge charge, BigDecimal units, String cost) {
    assertThat(PRICES.cost(charge, units)).hasToString(cost);
  }

  @Test
  void aTableWithAGapIsRefused() {
    assertThatThrownBy(() ->
            OrchestrationPrices.parse(
                """
                {"date": "2026-11-21", "region": "us-east-1", "prices": [{"charge": "EVENTS", "usd": "1"}]}
                """))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no price of TRANSITIONS");
  }
}

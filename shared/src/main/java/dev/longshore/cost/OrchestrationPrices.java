package dev.longshore.cost;

import dev.longshore.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * What AWS charges for orchestration on a day in one region, in US dollars for one unit each,
 * before free allowances.
 */
public record OrchestrationPrices(LocalDate date, String region, Map<Charge, BigDecimal> prices) {

  private static final String SHIPPED = "orchestration.json";

  /**
   * Prices that nobody changes: the map is a copy.
   *
   * @throws IllegalArgumentException if one is missing
   */
  public OrchestrationPrices {
    var all = new EnumMap<Charge, BigDecimal>(Charge.class);
    all.putAll(prices);
    for (var charge : Charge.values()) {
      if (!all.containsKey(charge)) {
        throw new IllegalArgumentException("there is no price of " + charge);
      }
    }
    prices = Collections.unmodifiableMap(all);
  }

  /** The prices that ship with this version. */
  public static OrchestrationPrices shipped() {
    try (var file = OrchestrationPrices.class.getResourceAsStream(SHIPPED)) {
      if (file == null) {
        throw new IllegalStateException(SHIPPED + " is not in this build");
      }
      return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads prices from JSON. */
  public static OrchestrationPrices parse(String json) {
    var table = Json.parseObject(json);
    var prices = new EnumMap<Charge, BigDecimal>(Charge.class);
    for (var row : table.objects("prices")) {
      prices.put(row.word("charge", Charge.class), new BigDecimal(row.text("usd")));
    }
    return new OrchestrationPrices(
        LocalDate.parse(table.text("date")), table.text("region"), prices);
  }

  /** What so many units cost. */
  public Money cost(Charge charge, BigDecimal units) {
    return Money.rounded(Objects.requireNonNull(prices.get(charge)).multiply(units));
  }
}

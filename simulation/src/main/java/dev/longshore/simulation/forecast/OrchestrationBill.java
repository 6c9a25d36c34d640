package dev.longshore.simulation.forecast;

import dev.longshore.cost.Charge;
import dev.longshore.cost.Money;
import dev.longshore.cost.OrchestrationPrices;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What orchestration costs beside the tasks themselves. */
public record OrchestrationBill(List<Line> lines) {

  /** One charge; units and cost may be none. */
  public record Line(Charge charge, BigDecimal units, Money cost) {}

  /** The bill for so many units. */
  static OrchestrationBill of(Map<Charge, BigDecimal> units, OrchestrationPrices prices) {
    return new OrchestrationBill(
        Stream.of(Charge.values())
            .map(charge -> {
              var used = units.getOrDefault(charge, BigDecimal.ZERO);
              return new Line(charge, used, prices.cost(charge, used));
            })
            .toList());
  }

  public Money total() {
    return lines.stream().map(Line::cost).reduce(Money.ZERO, Money::plus);
  }
}

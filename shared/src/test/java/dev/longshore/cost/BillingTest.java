package dev.longshore.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.cost.Billing.Usage;
import dev.longshore.job.Architecture;
import dev.longshore.job.Capacity;
import dev.longshore.job.FargateSize;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillingTest {

  private static final Instant PULL = Instant.parse("2026-11-21T12:00:00.250Z");
  private static final PriceTable PRICES = PriceTable.shipped();
  private static final List<String> REGIONS =
      List.of(
          "us-east-1",
          "us-west-2",
          "eu-west-1",
          "eu-central-1",
          "ap-northeast-1",
          "ap-northeast-2");

  private static Usage usage(
      Architecture architecture,
      FargateSize size,
      int storage,
      @Nullable Instant pull,
      @Nullable Instant stop) {
    return new Usage(architecture, size, storage, pull, stop);
  }

  private static Usage usage(Duration used) {
    return usage(Architecture.X86_64, new FargateSize(1024, 2048), 20, PULL, PULL.plus(used));
  }

  private static String cost(
      String region, Architecture architecture, Capacity capacity, int gib, long seconds) {
    var usage =
        usage(architecture, new FargateSize(1024, 2048), gib, PULL, PULL.plusSeconds(seconds));
    var cost = new Billing(PRICES, region).bill(usage, capacity, false).cost();
    return cost == null ? "unknown" : cost.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 60",
    "PT0.001S, 60",
    "PT59.999S, 60",
    "PT1M, 60",
    "PT1M0.000000001S, 61",
    "PT1M1S, 61",
    "PT1M1.5S, 62",
    "PT2H, 7200",
    "PT-5S, 60"
  })
  void aTaskIsBilledByTheStartedSecondAndAMinuteAtLeast(Duration used, long seconds) {
    assertThat(usage(used).billedSeconds()).isEqualTo(seconds);
  }

  @Test
  void whatWasNeverPulledIsFree() {
    var size = FargateSize.DEFAULT;

    assertThat(usage(Architecture.X86_64, size, 20, null, PULL).billedSeconds()).isZero();
    assertThat(usage(Architecture.X86_64, size, 20, PULL, null).billedSeconds()).isZero();
    assertThat(
            new Billing(PRICES, "us-east-1")
                .bill(usage(Architecture.X86_64, size, 200, null, PULL), Capacity.SPOT, false))
        .isEqualTo(new Bill(0, Money.ZERO, Money.ZERO, false));
  }

  // One vCPU and 2 GiB for an hour, by hand from the prices that AWS publishes.
  @ParameterizedTest
  @CsvSource({
    "us-east-1, X86_64, ON_DEMAND, 0.049370", // 0.04048 + 2 x 0.004445
    "us-east-1, X86_64, SPOT, 0.015719", // 0.01288871 + 2 x 0.00141527 = 0.01571925
    "us-east-1, ARM64, ON_DEMAND, 0.039500", // 0.03238 + 2 x 0.00356
    "us-east-1, ARM64, SPOT, 0.012577", // 0.01030969 + 2 x 0.00113349 = 0.01257667
    "us-west-2, X86_64, ON_DEMAND, 0.049370",
    "eu-west-1, X86_64, ON_DEMAND, 0.049370",
    "eu-west-1, X86_64, SPOT, 0.014929", // 0.01224056 + 2 x 0.0013441 = 0.01492876
    "eu-west-1, ARM64, ON_DEMAND, 0.039500",
    "eu-central-1, X86_64, ON_DEMAND, 0.056780", // 0.04656 + 2 x 0.00511
    "eu-central-1, ARM64, ON_DEMAND, 0.045430", // 0.03725 + 2 x 0.00409
    "ap-northeast-1, X86_64, ON_DEMAND, 0.061620", // 0.05056 + 2 x 0.00553
    "ap-northeast-1, ARM64, ON_DEMAND, 0.049290", // 0.04045 + 2 x 0.00442
    "ap-northeast-2, X86_64, ON_DEMAND, 0.056780",
    "ap-northeast-2, ARM64, ON_DEMAND, 0.045430"
  })
  void anHourCostsWhatAwsPublishes(
      String region, Architecture architecture, Capacity capacity, String dollars) {
    assertThat(cost(region, architecture, capacity, 20, 3600)).isEqualTo(dollars);
  }

  @Test
  void storageCostsBeyondTheFreeTwentyGib() {
    var withoutStorage = new Money(49_370);

    for (var gib : List.of(0, 19, 20)) {
      assertThat(cost("us-east-1", Architecture.X86_64, Capacity.ON_DEMAND, gib, 3600))
          .isEqualTo(withoutStorage.toString());
    }
    assertThat(cost("us-east-1", Architecture.X86_64, Capacity.ON_DEMAND, 21, 3600))
        .isEqualTo("0.049481");
    assertThat(cost("us-east-1", Architecture.X86_64, Capacity.ON_DEMAND, 40, 3600))
        .isEqualTo("0.051590"); // 20 x 0.000111 more
  }

  @Test
  void aSpotBillSaysWhatOnDemandWouldHaveCost() {
    var bill =
        new Billing(PRICES, "us-east-1").bill(usage(Duration.ofHours(1)), Capacity.SPOT, false);

    assertThat(bill)
        .isEqualTo(new Bill(3600, Money.parse("0.015719"), Money.parse("0.04937"), false));
    assertThat(
            new Billing(PRICES, "us-east-1")
                .bill(usage(Duration.ofHours(1)), Capacity.ON_DEMAND, true))
        .isEqualTo(new Bill(3600, Money.parse("0.04937"), Money.parse("0.04937"), true));
  }

  @Test
  void anUnknownRegionHasSecondsButNoPrice() {
    assertThat(
            new Billing(PRICES, "mars-north-1")
                .bill(usage(Duration.ofHours(1)), Capacity.SPOT, false))
        .isEqualTo(new Bill(3600, null, null, false));
  }

  /** The same amount in whole numbers: price units, CPU units, MiB and seconds multiplied out. */
  private static Money exactly(PriceTable.Rate rate, FargateSize size, int gib, long seconds) {
    var units = BigInteger.TEN.pow(12);
    var hourly =
        units(rate.vcpuHour())
            .multiply(BigInteger.valueOf(size.cpu()))
            .add(units(rate.memoryHour()).multiply(BigInteger.valueOf(size.memory())))
            .add(
                units(rate.storageHour())
                    .multiply(BigInteger.valueOf(1024L * Math.max(0, gib - 20))));
    var numerator =
        hourly.multiply(BigInteger.valueOf(seconds)).multiply(BigInteger.valueOf(1_000_000));
    var denominator = units.multiply(BigInteger.valueOf(1024L * 3600));
    var twice = numerator.shiftLeft(1).add(denominator);
    return new Money(twice.divide(denominator.shiftLeft(1)).longValueExact());
  }

  private static BigInteger units(BigDecimal price) {
    return price.movePointRight(12).toBigIntegerExact();
  }

  @Test
  void eachPriceRoundsHalvesUpExactly() {
    var random = new Random(3);
    for (var region : REGIONS) {
      for (var architecture : Architecture.values()) {
        for (var capacity : Capacity.values()) {
          var rate = PRICES.rate(region, architecture, capacity).orElseThrow();
          for (var size : FargateSize.grid()) {
            var gib = 20 + random.nextInt(181);
            var seconds = 60 + random.nextLong(14 * 86_400);

            assertThat(rate.cost(size, gib, seconds))
                .as("%s %s %s %s %d GiB %d s", region, architecture, capacity, size, gib, seconds)
                .isEqualTo(exactly(rate, size, gib, seconds));
          }
        }
      }
    }
  }

  @Test
  void theTableHasADateAndSaysWhatIsEstimated() {
    assertThat(PRICES.date()).isEqualTo(LocalDate.of(2026, 11, 21));
    assertThat(PRICES.rate("us-east-1", Architecture.X86_64, Capacity.SPOT).orElseThrow())
        .matches(rate -> !rate.estimated());
    assertThat(PRICES.rate("ap-northeast-2", Architecture.X86_64, Capacity.SPOT).orElseThrow())
        .matches(PriceTable.Rate::estimated);
  }

  @Test
  void spotIsCheaperThanOnDemandEverywhere() {
    for (var region : REGIONS) {
      for (var architecture : Architecture.values()) {
        var spot = PRICES.rate(region, architecture, Capacity.SPOT).orElseThrow();
        var onDemand = PRICES.rate(region, architecture, Capacity.ON_DEMAND).orElseThrow();

        assertThat(spot.vcpuHour()).isLessThan(onDemand.vcpuHour());
        assertThat(spot.memoryHour()).isLessThan(onDemand.memoryHour());
        assertThat(onDemand.estimated()).isFalse();
      }
    }
  }
}

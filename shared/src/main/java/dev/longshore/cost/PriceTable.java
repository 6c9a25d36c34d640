package dev.longshore.cost;

import dev.longshore.job.Architecture;
import dev.longshore.job.Capacity;
import dev.longshore.job.FargateSize;
import dev.longshore.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Fargate's prices on a day. Spot prices move, and where a region's are not known they are
 * estimated from the share that Spot has of on demand elsewhere.
 */
public final class PriceTable {

  private static final String SHIPPED = "prices.json";
  private static final int FREE_STORAGE_GIB = 20;

  private final LocalDate date;
  private final Map<Offer, Rate> rates;

  private PriceTable(LocalDate date, Map<Offer, Rate> rates) {
    this.date = date;
    this.rates = rates;
  }

  private record Offer(String region, Architecture architecture, Capacity capacity) {}

  /**
   * US dollars for an hour of one vCPU, of one GiB of memory, and of one GiB of storage beyond the
   * free 20.
   */
  public record Rate(
      BigDecimal vcpuHour, BigDecimal memoryHour, BigDecimal storageHour, boolean estimated) {

    private static final BigDecimal CPU_UNITS = BigDecimal.valueOf(1024);
    private static final BigDecimal MIB = BigDecimal.valueOf(1024);
    private static final BigDecimal SECONDS = BigDecimal.valueOf(3600);

    /** What a task of {@code size} costs for {@code seconds}. */
    public Money cost(FargateSize size, int storageGib, long seconds) {
      var vcpus = BigDecimal.valueOf(size.cpu()).divide(CPU_UNITS);
      var memory = BigDecimal.valueOf(size.memory()).divide(MIB);
      var storage = BigDecimal.valueOf(Math.max(0, storageGib - FREE_STORAGE_GIB));
      var hourly =
          vcpuHour
              .multiply(vcpus)
              .add(memoryHour.multiply(memory))
              .add(storageHour.multiply(storage));
      return Money.rounded(
          hourly.multiply(BigDecimal.valueOf(seconds)).divide(SECONDS, MathContext.DECIMAL64));
    }
  }

  /** The table that ships with this version. */
  public static PriceTable shipped() {
    try (var file = PriceTable.class.getResourceAsStream(SHIPPED)) {
      if (file == null) {
        throw new IllegalStateException(SHIPPED + " is not in this build");
      }
      return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a table from JSON. */
  public static PriceTable parse(String json) {
    var table = Json.parseObject(json);
    var rates = new HashMap<Offer, Rate>();
    for (var row : table.objects("prices")) {
      rates.put(
          new Offer(
              row.text("region"),
              row.word("architecture", Architecture.class),
              row.word("capacity", Capacity.class)),
          new Rate(
              new BigDecimal(row.text("vcpuHour")),
              new BigDecimal(row.text("memoryHour")),
              new BigDecimal(row.text("storageHour")),
              row.isTrue("estimated")));
    }
    return new PriceTable(LocalDate.parse(table.text("date")), Map.copyOf(rates));
  }

  /** The day that the prices are of. */
  public LocalDate date() {
    return date;
  }

  /** The price of a capacity; empty in a region that the table does not know. */
  public Optional<Rate> rate(String region, Architecture architecture, Capacity capacity) {
    return Optional.ofNullable(rates.get(new Offer(region, architecture, capacity)));
  }
}

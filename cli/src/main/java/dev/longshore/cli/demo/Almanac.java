package dev.longshore.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the jobs' results ought to be. It shares no line with the jobs and goes another way: decimal
 * numbers where they have whole tenths, sorting where they compare, and differences of running sums
 * where they add up.
 */
final class Almanac {

  private static final String HEAD = "city\tmonth\tdays\train\twarmest\tcoldest\twettest day\n";
  private static final YearMonth FIRST_MONTH = YearMonth.of(2012, 1);
  private static final long MONTHS = 48;
  private static final Duration FIRING = Duration.ofMinutes(10);
  private static final Comparator<Row> BY_RAIN = Comparator.comparing(Row::rain);

  private final Map<YearMonth, Map<String, List<Row>>> months;
  private final NavigableMap<LocalDate, BigDecimal> rainUpTo = new TreeMap<>();

  private Almanac(List<Row> rows) {
    this.months =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> YearMonth.from(row.day()),
                    Collectors.groupingBy(Row::city, TreeMap::new, Collectors.toList())));
    var sum = BigDecimal.ZERO;
    for (var row : rows.stream().sorted(Comparator.comparing(Row::day)).toList()) {
      sum = sum.add(row.rain());
      rainUpTo.put(row.day(), sum);
    }
  }

  private record Row(String city, LocalDate day, BigDecimal rain, BigDecimal high, BigDecimal low) {

    static Row parse(String line) {
      var cells = line.split(",", -1);
      return new Row(
          cells[0],
          LocalDate.parse(cells[1]),
          new BigDecimal(cells[2]),
          new BigDecimal(cells[3]),
          new BigDecimal(cells[4]));
    }
  }

  static Almanac read(Path weather) {
    try (var lines = Files.lines(weather)) {
      return of(lines.skip(1).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Almanac of(List<String> lines) {
    return new Almanac(lines.stream().map(Row::parse).toList());
  }

  /** The table that the firing for {@code scheduled} is to write. */
  String climate(Instant scheduled) {
    var firing = Duration.between(Instant.EPOCH, scheduled).dividedBy(FIRING);
    var month = FIRST_MONTH.plusMonths(firing % MONTHS);
    return months.getOrDefault(month, Map.of()).values().stream()
        .map(rows -> line(month, rows))
        .collect(Collectors.joining("", HEAD, ""));
  }

  private static String line(YearMonth month, List<Row> rows) {
    var rain = rows.stream().map(Row::rain).reduce(BigDecimal.ZERO, BigDecimal::add);
    var highs = rows.stream().map(Row::high).sorted().toList();
    var lows = rows.stream().map(Row::low).sorted().toList();
    var wettest =
        rows.stream().sorted(BY_RAIN.reversed().thenComparing(Row::day)).toList().getFirst();
    return "%s\t%s\t%d\t%s\t%s\t%s\t%s\n"
        .formatted(
            wettest.city(),
            month,
            rows.size(),
            rain,
            highs.getLast(),
            lows.getFirst(),
            wettest.day());
  }

  /** The rain of the seven days from {@code first}, in millimetres. */
  BigDecimal rain(LocalDate first) {
    return rainBefore(first.plusWeeks(1)).subtract(rainBefore(first));
  }

  private BigDecimal rainBefore(LocalDate day) {
    var sum = rainUpTo.lowerEntry(day);
    return sum == null ? BigDecimal.ZERO : sum.getValue();
  }

  /** The first days of all weeks, the last of which may be cut short. */
  List<LocalDate> weeks() {
    var last = rainUpTo.lastKey().plusDays(1);
    return rainUpTo.firstKey().datesUntil(last, Period.ofWeeks(1)).toList();
  }
}

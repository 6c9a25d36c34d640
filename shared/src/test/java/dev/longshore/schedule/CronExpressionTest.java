package dev.longshore.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTest {

  private static final int GENERATED = 200;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # AWS's examples (Scheduler and EventBridge user guides), from Saturday 3 October 2026
          0 10 * * ? *            | 2026-10-03T10:00 | 2026-10-04T10:00 | 2026-10-05T10:00
          15 12 * * ? *           | 2026-10-03T12:15 | 2026-10-04T12:15 | 2026-10-05T12:15
          0 18 ? * MON-FRI *      | 2026-10-05T18:00 | 2026-10-06T18:00 | 2026-10-07T18:00
          0 8 1 * ? *             | 2026-11-01T08:00 | 2026-12-01T08:00 | 2027-01-01T08:00
          0/15 * * * ? *          | 2026-10-03T00:00 | 2026-10-03T00:15 | 2026-10-03T00:30
          0/10 * ? * MON-FRI *    | 2026-10-05T00:00 | 2026-10-05T00:10 | 2026-10-05T00:20
          0/5 8-17 ? * MON-FRI *  | 2026-10-05T08:00 | 2026-10-05T08:05 | 2026-10-05T08:10
          0/30 20-2 ? * MON-FRI * | 2026-10-05T00:00 | 2026-10-05T00:30 | 2026-10-05T01:00
          0 9 ? * 2#1 *           | 2026-10-05T09:00 | 2026-11-02T09:00 | 2026-12-07T09:00
          15 10 ? * 6L 2026-2027  | 2026-10-30T10:15 | 2026-11-27T10:15 | 2026-12-25T10:15
          1/10 * * * ? *          | 2026-10-03T00:01 | 2026-10-03T00:11 | 2026-10-03T00:21
          0 0 1-15 * ? *          | 2026-10-03T00:00 | 2026-10-04T00:00 | 2026-10-05T00:00
          0 0 3W * ? *            | 2026-11-03T00:00 | 2026-12-03T00:00 | 2027-01-04T00:00
          0 0 ? * 3#2 *           | 2026-10-13T00:00 | 2026-11-10T00:00 | 2026-12-08T00:00
          0 0 ? * L *             | 2026-10-03T00:00 | 2026-10-10T00:00 | 2026-10-17T00:00
          0 0 L * ? *             | 2026-10-31T00:00 | 2026-11-30T00:00 | 2026-12-31T00:00
          0 21 LW * ? *           | 2026-10-30T21:00 | 2026-11-30T21:00 | 2026-12-31T21:00
          0 0 1 JAN,FEB,MAR ? *   | 2027-01-01T00:00 | 2027-02-01T00:00 | 2027-03-01T00:00
          """)
  void firesAsAwsSays(
      String expression, LocalDateTime first, LocalDateTime second, LocalDateTime third) {
    var cron = CronExpression.parse(expression);

    assertThat(firings(cron, LocalDate.of(2026, 10, 3), LocalDate.of(2027, 12, 31)).limit(3))
        .containsExactly(first, second, third);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* * * * ? *",
        "*/7 */5 */3 */2 ? *",
        "0 0 29 2 ? *",
        "59 23 31 * ? *",
        "0 0 1W * ? *",
        "0 0 31W * ? *",
        "0 0 15W * ? *",
        "5,10-12,40/9 22-2,9-17/4 L * ? *",
        "0 12 LW FEB ? *",
        "0 12 ? * SUN#5 *",
        "0 12 ? * 7L 2024,2026-2028/2",
        "30 6 ? NOV-FEB FRI-MON *",
        "30 6 28-3 * ? *",
        "0 0 ? * 1/2 *",
        "0 0 ? FEB 1#5 *",
      })
  void firesInTheMinutesThatFitAndInNoOthers(String expression) {
    assertFiresAsTheOracleSays(
        expression, LocalDate.of(2026, 1, 1), LocalDate.of(2028, 12, 31), Long.MAX_VALUE);
  }

  @Test
  void firesAsTheOracleSaysForGeneratedExpressions() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var refused = 0;
    for (var i = 0; i < GENERATED; i++) {
      var expression = generated(random);
      var year = random.nextInt(1970, 2199);
      try {
        assertFiresAsTheOracleSays(
            expression, LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 12, 31), 5_000);
      } catch (IllegalArgumentException e) {
        assertThat(e).as("seed %d: %s", seed, expression).hasMessageContaining("never fire");
        refused++;
      } catch (AssertionError e) {
        throw new AssertionError("seed %d: %s".formatted(seed, expression), e);
      }
    }
    assertThat(refused).as("seed %d", seed).isLessThan(GENERATED / 4);
  }

  private static void assertFiresAsTheOracleSays(
      String expression, LocalDate first, LocalDate last, long firingsMax) {
    var firings = firings(CronExpression.parse(expression), first, last).limit(firingsMax).toList();
    var expected = CronOracle.of(expression).firings(first, last).limit(firingsMax).toList();

    assertThat(firings.equals(expected)) // AssertJ's own comparison of a million elements is slow
        .as("%s: expected %s…, but was %s…", expression, start(expected), start(firings))
        .isTrue();
  }

  private static Stream<LocalDateTime> firings(
      CronExpression cron, LocalDate first, LocalDate last) {
    return Stream.iterate(
            cron.next(first.atStartOfDay()),
            next -> next.isPresent() && !next.get().toLocalDate().isAfter(last),
            next -> cron.next(next.orElseThrow().plusMinutes(1)))
        .map(Optional::orElseThrow);
  }

  private static List<LocalDateTime> start(List<LocalDateTime> firings) {
    return firings.subList(0, Math.min(5, firings.size()));
  }

  private static String generated(RandomGenerator random) {
    var byMonth = random.nextBoolean();
    var days =
        switch (random.nextInt(6)) {
          case 0 -> "L";
          case 1 -> "LW";
          case 2 -> random.nextInt(1, 32) + "W";
          default -> list(random, 1, 31);
        };
    var week =
        switch (random.nextInt(6)) {
          case 0 -> random.nextInt(1, 8) + "L";
          case 1 -> random.nextInt(1, 8) + "#" + random.nextInt(1, 6);
          case 2 -> "TUE,THU-SAT";
          default -> list(random, 1, 7);
        };
    return String.join(
        " ",
        list(random, 0, 59),
        list(random, 0, 23),
        byMonth ? days : "?",
        list(random, 1, 12),
        byMonth ? "?" : week,
        random.nextInt(3) > 0 ? "*" : list(random, 1970, 2199));
  }

  private static String list(RandomGenerator random, int first, int last) {
    return random.nextInt(3) == 0
        ? "*"
        : IntStream.rangeClosed(0, random.nextInt(3))
            .mapToObj(_ -> part(random, first, last))
            .collect(Collectors.joining(","));
  }

  private static String part(RandomGenerator random, int first, int last) {
    var one = random.nextInt(first, last + 1);
    var other = random.nextInt(first, last + 1);
    var backwards = first < 1970 && random.nextBoolean();
    var from = backwards ? Math.max(one, other) : Math.min(one, other);
    var to = backwards ? Math.min(one, other) : Math.max(one, other);
    var step = random.nextInt(1, last - first + 2);
    return switch (random.nextInt(5)) {
      case 0 -> from + "-" + to;
      case 1 -> from + "-" + to + "/" + step;
      case 2 -> from + "/" + step;
      case 3 -> "*/" + step;
      default -> String.valueOf(from);
    };
  }

  @Test
  void findsARareDayWithoutTryingEachMinute() {
    var leapDayOnASunday = CronExpression.parse("0 0 ? FEB SUN#5 *");

    assertThat(leapDayOnASunday.next(LocalDateTime.of(2032, 2, 29, 0, 1)))
        .contains(LocalDateTime.of(2060, 2, 29, 0, 0));
  }

  @Test
  void doesNotFireAfterItsLastYear() {
    assertThat(CronExpression.parse("0 0 1 1 ? *").next(LocalDateTime.of(2199, 1, 1, 0, 1)))
        .isEmpty();
    assertThat(CronExpression.parse("0 0 1 1 ? 2199").next(LocalDateTime.of(2026, 1, 1, 0, 0)))
        .contains(LocalDateTime.of(2199, 1, 1, 0, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cron(0 9 ? * mon-fri *)", "0 9 ? * Mon-Fri *", "  0  9\t? * MON-FRI\n* "})
  void readsAnyCaseAndBlanksAndTheWrappedForm(String text) {
    assertThat(CronExpression.parse(text))
        .isEqualTo(CronExpression.parse("0 9 ? * MON-FRI *"))
        .hasSameHashCodeAs(CronExpression.parse("0 9 ? * MON-FRI *"))
        .hasToString("0 9 ? * MON-FRI *");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          60 * * * ? *       | minutes: '60' is none of 0-59
          * 24 * * ? *       | hours: '24' is none of 0-23
          * * 0 * ? *        | day-of-month: '0' is none of 1-31
          * * 32 * ? *       | day-of-month: '32' is none of 1-31
          * * * 13 ? *       | month: '13' is none of 1-12 or JAN-DEC
          * * * JANUARY ? *  | month: 'JANUARY' is none of 1-12 or JAN-DEC
          * * ? * 0 *        | day-of-week: '0' is none of 1-7 or SUN-SAT
          * * ? * 8 *        | day-of-week: '8' is none of 1-7 or SUN-SAT
          * * * * ? 1969     | year: '1969' is none of 1970-2199
          * * * * ? 2200     | year: '2200' is none of 1970-2199
          * * * * ? 2030-2026 | year: 2030-2026 runs backwards
          */0 * * * ? *      | minutes: the step of '*/0' is none of 1-60
          */61 * * * ? *     | minutes: the step of '*/61' is none of 1-60
          * */25 * * ? *     | hours: the step of '*/25' is none of 1-24
          5/ * * * ? *       | minutes: the step of '5/' is none of 1-60
          /5 * * * ? *       | minutes: '' is none of 0-59
          1,,2 * * * ? *     | minutes: '' is none of 0-59
          1, * * * ? *       | minutes: '' is none of 0-59
          *,5 * * * ? *      | minutes: '*' is none of 0-59
          -5 * * * ? *       | minutes: '-5' is none of 0-59
          1-2-3 * * * ? *    | minutes: '2-3' is none of 0-59
          ? * * * ? *        | minutes: '?' is none of 0-59
          L * * * ? *        | minutes: 'L' is none of 0-59
          99999999999 * * * ? * | minutes: '99999999999' is none of 0-59
          * * L-3 * ? *      | day-of-month: 'L-3' is none of L, LW and 1W-31W, which stand alone
          * * 1,L * ? *      | day-of-month: '1,L' is none of L, LW and 1W-31W, which stand alone
          * * 1W,15W * ? *   | day-of-month: '1W,15W' is none of L, LW and 1W-31W, which stand alone
          * * 32W * ? *      | day-of-month: '32' is none of 1-31
          * * W * ? *        | day-of-month: '' is none of 1-31
          * * ? * 3#6 *      | day-of-week: '3#6' is none of L, 6L and 6#1-6#5, which stand alone
          * * ? * 3#1,6#3 *  | day-of-week: '3#1,6#3' is none of L, 6L and 6#1-6#5, which stand alone
          * * ? * 8#1 *      | day-of-week: '8' is none of 1-7 or SUN-SAT
          * * ? * MON,6L *   | day-of-week: 'MON,6L' is none of L, 6L and 6#1-6#5, which stand alone
          * * ? * L-2 *      | day-of-week: 'L-2' is none of L, 6L and 6#1-6#5, which stand alone
          * * * * * *        | day-of-month and day-of-week: exactly one of them must be '?', but they are '*' and '*'
          * * ? * ? *        | day-of-month and day-of-week: exactly one of them must be '?', but they are '?' and '?'
          30 2 * * *         | a cron has six fields (minutes hours day-of-month month day-of-week year), but this has 5
          0 30 2 * * ? *     | a cron has six fields (minutes hours day-of-month month day-of-week year), but this has 7
          rate(5 minutes)    | a cron has six fields (minutes hours day-of-month month day-of-week year), but this has 2
          ''                 | a cron has six fields (minutes hours day-of-month month day-of-week year), but this has 0
          cron()             | a cron has six fields (minutes hours day-of-month month day-of-week year), but this has 0
          0 0 30 2 ? *       | day-of-month: '30' never comes in month '2' of year '*', so it would never fire
          0 0 31 4,6 ? *     | day-of-month: '31' never comes in month '4,6' of year '*', so it would never fire
          0 0 29 2 ? 2100    | day-of-month: '29' never comes in month '2' of year '2100', so it would never fire
          0 0 30W FEB ? *    | day-of-month: '30W' never comes in month 'FEB' of year '*', so it would never fire
          0 0 ? 2 2#5 2027   | day-of-week: '2#5' never comes in month '2' of year '2027', so it would never fire
          """)
  void refusesWhatEventBridgeDoesNotTakeAndNamesTheField(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CronExpression.parse(text))
        .withMessage(message);
  }

  @Test
  void takesExpressionsUpToTheirLongest() {
    var start = "0 0 1 1 ? 1970";
    var room = (CronExpression.LENGTH_MAX - start.length()) / ",1970".length();
    var longest = start + ",1970".repeat(room);
    var padded = longest + " ".repeat(CronExpression.LENGTH_MAX - longest.length());

    assertThatNoException().isThrownBy(() -> CronExpression.parse(padded));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CronExpression.parse(padded + " "))
        .withMessage("a cron has at most 256 characters, but this has 257");
  }
}

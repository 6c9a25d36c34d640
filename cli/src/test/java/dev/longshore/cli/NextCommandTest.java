package dev.longshore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextCommandTest {

  @TempDir private Path folder;

  private Cli.Result cron(String cron, String zone, String from, int count) {
    return new Cli(folder)
        .runBare("next", "--cron", cron, "--timezone", zone, "--from", from, "--count", "" + count);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          30 2 * * ? *          | Asia/Seoul       | 2026-11-21T00:00:00Z      | 2026-11-22T02:30:00+09:00
          30 2 * * ? *          | Asia/Seoul       | 2026-11-22T02:29:59+09:00 | 2026-11-22T02:30:00+09:00
          30 2 * * ? *          | Asia/Seoul       | 2026-11-22T02:30          | 2026-11-23T02:30:00+09:00
          0/15 8-9 ? * MON-FRI *| UTC              | 2026-11-21                | 2026-11-23T08:00:00Z
          0 12 L * ? *          | UTC              | 2028-02-01                | 2028-02-29T12:00:00Z
          0 12 15W * ? *        | UTC              | 2026-08-01                | 2026-08-14T12:00:00Z
          0 12 ? * 6#3 *        | UTC              | 2026-11-01                | 2026-11-20T12:00:00Z
          0 12 ? * FRIL *       | UTC              | 2026-11-01                | 2026-11-27T12:00:00Z
          0 0 29 2 ? *          | UTC              | 2026-03-01                | 2028-02-29T00:00:00Z
          30 2 * * ? *          | Europe/Berlin    | 2026-03-28T12:00          | 2026-03-30T02:30:00+02:00
          30 2 * * ? *          | Europe/Berlin    | 2026-10-24T12:00          | 2026-10-25T02:30:00+02:00
          cron(0 0 1 1 ? 2030)  | America/New_York | 2026-11-21                | 2030-01-01T00:00:00-05:00
          """)
  void isTheTimeAtWhichTheCronFires(String cron, String zone, String from, String time) {
    var result = cron(cron, zone, from, 1);
    assertThat(result.exit()).isZero();
    assertThat(result.lines()).containsExactly(time);
  }

  @Test
  void writesATimeALine() {
    assertThat(cron("0 0 ? * MON *", "UTC", "2026-11-21", 3).lines())
        .containsExactly("2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z", "2026-12-07T00:00:00Z");
  }

  @Test
  void saysWhenThereAreNoMore() {
    var result = cron("0 0 1 1 ? 2027-2028", "UTC", "2026-11-21", 5);
    assertThat(result.exit()).isZero();
    assertThat(result.lines()).containsExactly("2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z");
    assertThat(result.complaints()).containsExactly("it never fires after that");
    assertThat(cron("0 0 1 1 ? 2027-2028", "UTC", "2030-01-01", 1).complaints())
        .containsExactly("it never fires again");
  }

  @Test
  void mergesTheSchedulesOfAJob() {
    var cli =
        new Cli(folder)
            .with(
                "a.yaml",
                "job: a",
                "image: a:1",
                "schedule:",
                "  - { cron: '0 0 * * ? *', timezone: Asia/Seoul }",
                "  - { rate: 12h }",
                "  - { at: 2026-11-22T06:00 }");
    assertThat(cli.run("next", "a", "--from", "2026-11-22T00:00:00Z", "--count", "4").lines())
        .containsExactly(
            "2026-11-22T06:00:00Z",
            "2026-11-22T12:00:00Z",
            "2026-11-23T00:00:00+09:00",
            "2026-11-23T00:00:00Z");
  }

  @Test
  void writesJsonWithTheZone() {
    var result =
        new Cli(folder)
            .runBare(
                "next",
                "--cron",
                "0 9 * * ? *",
                "--timezone",
                "Asia/Seoul",
                "--from",
                "2026-11-21",
                "--json");
    assertThat(result.json().getFirst().values())
        .asString()
        .isEqualTo("{time=2026-11-21T09:00:00+09:00, timezone=Asia/Seoul}");
  }

  @Test
  void beginsNowWithoutATime() {
    var result = new Cli(folder).runBare("next", "--cron", "* * * * ? *");
    var time = OffsetDateTime.parse(result.lines().getFirst()).toInstant();
    assertThat(time).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
  }
}

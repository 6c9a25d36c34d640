package dev.longshore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a forecast's command line is one line, and exit code 2. */
class ForecastOptionsTest {

  @TempDir private Path folder;
  private Cli cli = new Cli(Path.of("."));

  @BeforeEach
  void giveItAJob() {
    cli =
        new Cli(folder)
            .withJob("nightly", "[echo, hi]", "schedule: { rate: 1d }")
            .withJob("orders", "[echo, hi]", "queue: { mode: message }");
  }

  private void assertRefused(String line, String... arguments) {
    var result = cli.run("simulate", arguments);
    assertThat(result.complaints()).containsExactly("longshore: " + line);
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --days          | 0               | --days lies between 1 and 366, not 0
          --days          | 367             | --days lies between 1 and 366, not 367
          --from          | tomorrow        | --from takes a day such as 2026-12-01, not 'tomorrow'
          --from          | 2026-02-30      | --from takes a day such as 2026-12-01, not '2026-02-30'
          --from          | 1999-12-31      | --from lies in the years 2000 to 2190, not 1999-12-31
          --interruptions | -1              | --interruptions lies between 0 and 3,600, not -1
          --interruptions | 3601            | --interruptions lies between 0 and 3,600, not 3,601
          --interruptions | NaN             | --interruptions lies between 0 and 3,600, not NaN
          --droughts      | 48.5            | --droughts lies between 0 and 48, not 48.5
          --duration      | 12m             | --duration takes JOB=…, not '12m'
          --duration      | daily=12m       | --duration: there is no job 'daily'; the jobs are nightly, orders
          --duration      | nightly=soon    | --duration: nightly must be a duration such as 12m, or two such as 10m..30m, but is 'soon'
          --duration      | nightly=2m..1m  | --duration: nightly '2m..1m' ends below where it begins
          --duration      | nightly=0s      | --duration: nightly must be from 1s to 14d, but is 0s
          --failures      | nightly=2%      | --failures: nightly must be a share from 0 to 1, but is '2%'
          --failures      | nightly=1.5     | --failures: nightly must be a share from 0 to 1, but is '1.5'
          --deadline      | nightly=32d     | --deadline: nightly must be from 1m to 31d, but is 32d
          --deadline      | nightly=5       | --deadline: nightly '5' is no duration such as 90s, 15m, 1h30m or 2d
          --arrivals      | orders=9/month  | --arrivals: orders must be a rate such as 200/day; the units are minute, hour, day and week, but is '9/month'
          --arrivals      | orders=none.txt | --arrivals: 'none.txt' is neither a rate such as 200/day nor a file
          --vary          | cpu             | --vary: 'cpu' is no comparison such as capacity.spot=never,preferred,only
          --vary          | timeout=1h,2h   | --vary: 'timeout' cannot be varied; what can is capacity.spot, capacity.onDemandAfter, cpu, memory, architecture, each also as JOB.KEY
          --vary          | daily.cpu=256   | --vary: there is no job 'daily'
          """)
  void aValueOutsideOfItsRangeIsRefused(String option, String value, String line) {
    assertRefused(line, option, value);
  }

  @Test
  void moreRunsThanCanBePlayedAreRefusedBeforeTheyAre() {
    assertRefused(
        "that makes about 1,440,030 runs, and the most is 1,000,000: take fewer --days or"
            + " --arrivals",
        "--arrivals",
        "orders=2000/hour");
  }

  @Test
  void aFileOfArrivalsIsReadLineByLine() throws IOException {
    var file = Files.writeString(folder.resolve("times"), "# sent\n1h\n\nyesterday\n");
    assertRefused(
        file
            + ":4: a time such as 2026-12-01T09:00:00Z, or one from the beginning such as 1h30m, is"
            + " needed, not 'yesterday'",
        "--arrivals",
        "orders=" + file);
    assertRefused(
        "%s cannot be read: it is a folder".formatted(folder), "--arrivals", "orders=" + folder);
    var binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertRefused(binary + " is no UTF-8 text", "--arrivals", "orders=" + binary);
  }

  @Test
  void aPageThatCannotBeWrittenIsRefusedBeforeTheWork() {
    assertRefused(
        "--html takes a file, and %s is a folder".formatted(folder), "--html", folder.toString());
    assertRefused(
        "--html: there is no folder " + folder.resolve("none"),
        "--html",
        folder.resolve("none/page.html").toString());
  }

  @Test
  void aProofTakesNothingThatIsForAForecast() {
    assertRefused(
        "--soak, --faults, --trace and --pacing play jobs of their own; leave out what is for a"
            + " forecast of yours",
        "--soak",
        "1",
        "--vary",
        "cpu=256");
  }

  @Test
  void jobFilesThatCannotBeUsedAreSaidAsEverywhere() {
    cli.with("broken.yaml", "job: broken");

    var result = cli.run("simulate");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.complaints()).singleElement().asString().contains("broken.yaml", "image");
  }
}

package dev.longshore.simulation.forecast.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.cost.Billing;
import dev.longshore.cost.Money;
import dev.longshore.cost.OrchestrationPrices;
import dev.longshore.cost.PriceTable;
import dev.longshore.job.Capacity;
import dev.longshore.job.Catalog;
import dev.longshore.job.Job;
import dev.longshore.job.JobName;
import dev.longshore.jobfile.JobFiles;
import dev.longshore.jobfile.Reading.Accepted;
import dev.longshore.run.RunState;
import dev.longshore.simulation.forecast.Assumption;
import dev.longshore.simulation.forecast.Deadlines;
import dev.longshore.simulation.forecast.Forecast;
import dev.longshore.simulation.forecast.JobPrediction;
import dev.longshore.simulation.forecast.OrchestrationBill;
import dev.longshore.simulation.forecast.Prediction;
import dev.longshore.simulation.forecast.Setting;
import dev.longshore.simulation.forecast.Spread;
import dev.longshore.simulation.forecast.Variant;
import dev.longshore.simulation.forecast.VcpuUse;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class ForecastPageTest {

  private static final Instant FROM = Instant.parse("2026-12-01T00:00:00Z");

  @TempDir private Path folder;

  private Catalog catalog() throws IOException {
    var file =
        Files.writeString(
            folder.resolve("a.yaml"), "job: nightly\nimage: a:1\nschedule: { rate: 1d }\n");
    if (new JobFiles().readFile(file) instanceof Accepted<Job>(var job)) {
      return Catalog.of(List.of(job));
    }
    throw new AssertionError();
  }

  private Forecast forecast() throws IOException {
    var catalog = catalog();
    var job =
        new JobPrediction(
            Objects.requireNonNull(catalog.jobs().get(new JobName("nightly"))),
            30,
            Map.of(RunState.SUCCEEDED, 28L, RunState.SKIPPED, 2L),
            0,
            31,
            3,
            0,
            new Money(1_000_000),
            new Money(3_000_000),
            new Money(250_000),
            36_000,
            9_000,
            0,
            new Spread(Duration.ofSeconds(21), Duration.ofSeconds(30), Duration.ofMinutes(2)),
            new Deadlines(false, 28, 1, 0.5, 0.9, 1.2, Duration.ofMinutes(-12)),
            null);
    var use = new VcpuUse(8192, FROM, Duration.ofHours(2), Collections.nCopies(360, 8192));
    var none = new VcpuUse(0, FROM, Duration.ofHours(2), Collections.nCopies(360, 0));
    var prediction =
        new Prediction(
            Variant.unchanged(catalog),
            List.of(job),
            new OrchestrationBill(List.of()),
            Map.of(Capacity.SPOT, use, Capacity.ON_DEMAND, none));
    var setting =
        new Setting(
            FROM,
            30,
            0.05,
            0.1,
            1,
            new Billing(PriceTable.shipped(), "us-east-1"),
            OrchestrationPrices.shipped(),
            Map.of());
    var assumption = new Assumption("nightly", "works", "5m", "40 in <a href=\"x\">&");
    return new Forecast(setting, catalog, List.of(assumption), List.of(prediction));
  }

  @Test
  void thePageNeedsNothingFromElsewhere() throws IOException {
    assertThat(ForecastPage.of(forecast()))
        .doesNotContain("http", "<script", "@import", "url(", "src=", "<link")
        .contains("prefers-color-scheme: dark", "name=\"viewport\"");
  }

  @Test
  void thePageIsWellFormed() throws Exception {
    var html = ForecastPage.of(forecast());
    // But for the two lines that HTML does not close, it is XML.
    var xml = html.replaceFirst("<!doctype html>\n", "").replaceAll("<meta ([^>]*)>", "<meta $1/>");
    var document =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)));

    assertThat(document.getElementsByTagName("svg").getLength()).isGreaterThanOrEqualTo(4);
    assertThat(document.getElementsByTagName("h2").getLength()).isEqualTo(8);
  }

  @Test
  void whatOthersHaveWrittenIsText() throws IOException {
    assertThat(ForecastPage.of(forecast()))
        .contains("40 in &lt;a href=&quot;x&quot;&gt;&amp;")
        .doesNotContain("<a href");
  }

  @Test
  void barsAreAsLongAsWhatTheyStandFor() throws IOException {
    var html = ForecastPage.of(forecast());

    // A quarter of the cost is waste, behind the three quarters that are not.
    assertThat(html)
        .contains(
            "<rect x=\"0\" y=\"1\" width=\"75\" height=\"8\" fill=\"var(--work)\"/>"
                + "<rect x=\"75\" y=\"1\" width=\"25\" height=\"8\" fill=\"var(--waste)\"/>")
        .contains("1 of 28 late <small>by up to 12 min</small>");
  }

  @Test
  void theQuotaIsALineBesideWhatIsInUse() throws IOException {
    var html = ForecastPage.of(forecast());

    // 8 vCPUs fill 100 / 1.1 of the height, the quota of 6 three quarters of that.
    assertThat(html).contains("M0 100H0V9.09H360V100Z").contains("y1=\"31.82\"");
    assertThat(html).contains("Spot, 8 at the most").doesNotContain("On demand, 0 at the most");
  }
}

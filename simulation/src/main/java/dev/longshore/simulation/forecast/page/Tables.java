package dev.longshore.simulation.forecast.page;

import dev.longshore.cost.Money;
import dev.longshore.run.RunState;
import dev.longshore.simulation.forecast.Forecast;
import dev.longshore.simulation.forecast.JobPrediction;
import dev.longshore.simulation.forecast.OrchestrationBill;
import dev.longshore.simulation.forecast.Wording;
import java.util.Objects;

/** The numbers that plots cannot show. */
record Tables(Forecast forecast) {

  /** What becomes of each job. */
  String jobs() {
    var html =
        new StringBuilder(
            """
            <div class="wide"><table><thead><tr><th>job</th><th>variant</th><th class="n">runs</th><th class="n">succeeded</th><th class="n">failed</th><th class="n">skipped, rejected</th><th class="n">interruptions</th><th class="n">start, median</th><th class="n">start, p95</th><th class="n">on demand</th><th class="n">cost</th></tr></thead><tbody>
            """);
    for (var name : forecast.catalog().jobs().keySet()) {
      forecast.rows(name).stream()
          .filter(row -> row.job().runs() > 0) // a finding names the others
          .forEach(row -> html.append(row(row.variant(), row.job())));
    }
    return html.append("</tbody></table></div>\n").toString();
  }

  private static String row(String variant, JobPrediction job) {
    var succeeded = job.in(RunState.SUCCEEDED);
    var delay = job.startDelay();
    return "<tr><td>%s</td><td>%s</td>%s%s%s%s%s%s%s%s%s</tr>\n"
        .formatted(
            job.job().name(),
            Markup.escape(variant),
            count(job.runs()),
            count(succeeded),
            count(job.runs() - succeeded - job.missed() - job.unfinished()),
            count(job.missed()),
            count(job.interruptions()),
            number(delay == null ? "–" : Wording.span(delay.median())),
            number(delay == null ? "–" : Wording.span(delay.p95())),
            money(job.onDemandCost()),
            money(job.cost()));
  }

  private static String count(long count) {
    return number("%,d".formatted(count));
  }

  private static String money(Money amount) {
    return number(Wording.dollars(amount));
  }

  private static String number(String text) {
    return "<td class=\"n\">%s</td>".formatted(text);
  }

  /** What orchestration costs. */
  String orchestration() {
    var html =
        new StringBuilder(
            """
            <div class="wide"><table><thead><tr><th>service</th><th class="n">units</th><th>of</th><th class="n">cost</th></tr></thead><tbody>
            """);
    var bill = forecast.reference().orchestration();
    for (OrchestrationBill.Line line : bill.lines()) {
      html.append(
          "<tr><td>%s</td>%s<td>%s</td>%s</tr>\n"
              .formatted(
                  line.charge().service(),
                  number("%,.2f".formatted(line.units()).replaceAll("[.]00$", "")),
                  line.charge().unit(),
                  money(line.cost())));
    }
    return html.append(
            "<tr><td><b>together</b></td><td></td><td></td>%s</tr>\n</tbody></table></div>\n"
                .formatted(money(bill.total())))
        .toString();
  }

  /** What the forecast rests on. */
  String assumptions() {
    var html =
        new StringBuilder(
            """
            <div class="wide"><table><thead><tr><th>of</th><th>that it</th><th></th><th>from</th></tr></thead><tbody>
            """);
    for (var assumption : forecast.assumptions()) {
      html.append(
          "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>\n"
              .formatted(
                  Markup.escape(Objects.requireNonNullElse(assumption.job(), "all")),
                  Markup.escape(assumption.what()),
                  Markup.escape(assumption.value()),
                  Markup.escape(assumption.source())));
    }
    return html.append("</tbody></table></div>\n").toString();
  }
}

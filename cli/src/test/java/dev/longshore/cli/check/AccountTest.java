package dev.longshore.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.Catalog;
import dev.longshore.job.Job;
import dev.longshore.job.JobCodec;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountTest {

  static Job job(String name, String fields) {
    return JobCodec.decode(
        """
        {"job":"%s","image":"etl:1","cpu":256,"memory":512,"architecture":"X86_64",
        "ephemeralStorage":20,"queued":false,"spot":"PREFERRED","onDemandAfter":2,
        "retry":{"attempts":1,"backoff":"PT30S","rate":2.0,"max":"PT10M","interruptions":5,
        "launches":10,"outOfMemory":0},"timeout":"PT1H","startTimeout":"PT10M",
        "completesOnTerm":false%s}
        """
            .formatted(name, fields.replace('\'', '"')));
  }

  private static Catalog jobs(Job... jobs) {
    return Catalog.of(Arrays.asList(jobs));
  }

  private static Job of(int cpu, int memory, String spot) {
    return JobCodec.decode(
        JobCodec.encode(job("etl", ""))
            .replace("\"cpu\":256", "\"cpu\":" + cpu)
            .replace("\"memory\":512", "\"memory\":" + memory)
            .replace("PREFERRED", spot));
  }

  private static String said(String code, double quota, Job job) {
    var findings = new Account(Map.of(code, quota)).findings(jobs(job));
    assertThat(findings).hasSize(1);
    return findings.getFirst().level() + " " + findings.getFirst().said();
  }

  @Test
  void aTaskThatIsLargerThanTheQuotaCanNeverStart() {
    var large = of(8192, 16384, "PREFERRED");
    assertThat(said(Account.ON_DEMAND_VCPUS, 6, large))
        .startsWith("WRONG 6 at once")
        .contains("8.0");
    assertThat(said(Account.SPOT_VCPUS, 7.99, large)).startsWith("WRONG");
    assertThat(said(Account.SPOT_VCPUS, 8, large)).isEqualTo("OK 8 at once: 1 of the largest task");
    assertThat(said(Account.ON_DEMAND_VCPUS, 6, of(256, 512, "PREFERRED")))
        .isEqualTo("OK 6 at once: 24 of the largest task");
  }

  @Test
  void aQuotaCountsForTheJobsThatBuyThere() {
    assertThat(said(Account.ON_DEMAND_VCPUS, 6, of(8192, 16384, "ONLY"))).isEqualTo("OK 6 at once");
    assertThat(said(Account.SPOT_VCPUS, 6, of(8192, 16384, "NEVER"))).isEqualTo("OK 6 at once");
  }

  @Test
  void tooFewFunctionsToReserveSomeAreSaid() {
    var job = of(256, 512, "PREFERRED");
    assertThat(said(Account.FUNCTIONS_AT_ONCE, 149, job))
        .startsWith("WARNING")
        .contains("ReservedConcurrency=no");
    assertThat(said(Account.FUNCTIONS_AT_ONCE, 150, job)).isEqualTo("OK 150 at once");
  }

  @Test
  void ofAnUnknownQuotaNothingIsSaid() {
    assertThat(new Account(Map.of()).findings(jobs())).isEmpty();
  }
}

package dev.longshore.functions.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.functions.SampleEvents;
import dev.longshore.functions.TestCloud;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweepLedgerHandlerTest {

  private final TestCloud cloud = new TestCloud().withRun();

  @ParameterizedTest
  @ValueSource(strings = {"sweep-ledger", "sweep-ledger-one-run"})
  void aRunWhoseExecutionNeverCameIsStarted(String event) {
    cloud.pass(Duration.ofMinutes(1));

    assertThat(cloud.sweeps().handleRequest(SampleEvents.read(event), null)).isEmpty();

    assertThat(cloud.started)
        .singleElement()
        .matches(start -> start.name().equals(TestCloud.RUN.value()));
  }

  @Test
  void onlyASweepOfAllTakesTheLease() {
    cloud.sweeps().handleRequest(SampleEvents.read("sweep-ledger-one-run"), null);
    assertThat(cloud.ledger.sweepLease()).isEmpty();

    cloud.sweeps().handleRequest(SampleEvents.read("sweep-ledger"), null);
    assertThat(cloud.ledger.sweepLease()).isPresent();
  }
}

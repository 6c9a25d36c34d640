package dev.longshore.local.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.local.lambda.LocalLambda;
import dev.longshore.local.loop.VirtualLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalBusTest {

  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  private final VirtualLoop loop = new VirtualLoop(START);
  private final LocalLambda lambda = new LocalLambda(loop);
  private final List<String> observed = new ArrayList<>();
  private int failures;

  private LocalBus bus(Delivery delivery) {
    lambda.<Map<String, Object>, String>deploy(
        "observe",
        () ->
            (event, _) -> {
              observed.add(
                  event.get("id") + " at " + Duration.between(START, loop.instant()).toSeconds());
              if (failures > 0) {
                failures--;
                throw new IllegalStateException("an outage");
              }
              return "";
            });
    return new LocalBus(loop, lambda, "observe", delivery);
  }

  private static Map<String, Object> task(String id, String lastStatus) {
    return Map.of("id", id, "detail", Map.of("lastStatus", lastStatus));
  }

  @ParameterizedTest
  @CsvSource({
    "PROVISIONING, 0",
    "PENDING, 0",
    "RUNNING, 1",
    "DEPROVISIONING, 0",
    "STOPPED, 1",
  })
  void theObserverHearsOfTasksThatRunOrHaveStopped(String lastStatus, int times) {
    bus(Delivery.PROMPT).taskChanged(task("a", lastStatus));
    loop.runFor(Duration.ZERO);

    assertThat(observed).hasSize(times);
  }

  @ParameterizedTest
  @CsvSource({"RUNNING, 0", "SUCCEEDED, 0", "FAILED, 1", "ABORTED, 1", "TIMED_OUT, 1"})
  void theObserverHearsOfExecutionsThatBrokeOff(String status, int times) {
    bus(Delivery.PROMPT).executionChanged(Map.of("id", "a", "detail", Map.of("status", status)));
    loop.runFor(Duration.ZERO);

    assertThat(observed).hasSize(times);
  }

  @Test
  void eventsArriveInTheOrderInWhichTheyWerePut() {
    var bus = bus(Delivery.PROMPT);
    bus.taskChanged(task("a", "RUNNING"));
    bus.taskChanged(task("b", "RUNNING"));
    bus.taskChanged(task("a", "STOPPED"));

    loop.runFor(Duration.ZERO);

    assertThat(observed).containsExactly("a at 0", "b at 0", "a at 0");
  }

  @Test
  void anEventIsDeliveredAgainUntilItIsTaken() {
    failures = 2;
    bus(Delivery.PROMPT).taskChanged(task("a", "STOPPED"));

    loop.runFor(Duration.ofHours(1));

    assertThat(observed).containsExactly("a at 0", "a at 60", "a at 180");
  }

  @Test
  void anEventMayComeTwiceLateOrNever() {
    var bus =
        bus(event ->
            switch (String.valueOf(event.get("id"))) {
              case "twice" -> List.of(Duration.ZERO, Duration.ofSeconds(7));
              case "late" -> List.of(Duration.ofSeconds(5));
              default -> List.of();
            });
    bus.taskChanged(task("late", "RUNNING"));
    bus.taskChanged(task("twice", "RUNNING"));
    bus.taskChanged(task("never", "RUNNING"));

    loop.runFor(Duration.ofHours(1));

    assertThat(observed).containsExactly("twice at 0", "late at 5", "twice at 7");
  }
}

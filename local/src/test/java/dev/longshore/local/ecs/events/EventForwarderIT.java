package dev.longshore.local.ecs.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.json.Json;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Events on their way to a bus that has its moods. */
class EventForwarderIT {

  private static final Duration PAUSE = Duration.ofMillis(1);

  private final List<String> notes = new CopyOnWriteArrayList<>();

  /** What a bus does with one call. */
  private enum Mood {
    IS_AWAY,
    REFUSES_THE_FIRST
  }

  /** A bus that is in the moods that it is given, and then takes everything. */
  private static final class MoodyBus implements EventBridgeClient {

    private final Queue<Mood> moods;
    private final CountDownLatch expected;
    private final List<PutEventsRequestEntry> taken = new CopyOnWriteArrayList<>();
    private boolean closed;

    MoodyBus(int expected, Mood... moods) {
      this.moods = new ArrayDeque<>(List.of(moods));
      this.expected = new CountDownLatch(expected);
    }

    @Override
    public PutEventsResponse putEvents(PutEventsRequest request) {
      var mood = moods.poll();
      if (mood == Mood.IS_AWAY) {
        throw SdkClientException.create("nobody is there");
      }
      var results = new ArrayList<PutEventsResultEntry>();
      for (var entry : request.entries()) {
        if (mood == Mood.REFUSES_THE_FIRST && results.isEmpty()) {
          results.add(PutEventsResultEntry.builder().errorCode("InternalFailure").build());
        } else {
          results.add(PutEventsResultEntry.builder().eventId("1").build());
          taken.add(entry);
          expected.countDown();
        }
      }
      return PutEventsResponse.builder().entries(results).build();
    }

    /** The tasks and versions of what was taken. */
    List<String> awaitAll() throws InterruptedException {
      assertThat(expected.await(20, TimeUnit.SECONDS)).as("all are taken").isTrue();
      return taken.stream()
          .map(entry -> entry.resources().getFirst() + " " + version(entry))
          .toList();
    }

    private static int version(PutEventsRequestEntry entry) {
      return Json.parseObject(entry.detail()).integer("version");
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static Map<String, Object> event(String task, int version) {
    return Json.object()
        .put("source", "aws.ecs")
        .put("detail-type", "ECS Task State Change")
        .put("time", "2026-11-21T12:00:00Z")
        .put("resources", List.of(task))
        .put("detail", Map.of("version", version))
        .fields();
  }

  @Test
  void theEventsOfATaskArriveInTheirOrder() throws InterruptedException {
    var bus = new MoodyBus(50);
    try (var forwarder = EventForwarder.start(bus, PAUSE, notes::add)) {
      IntStream.range(0, 50).forEach(i -> forwarder.accept(event("t" + i % 3, i)));

      var taken = bus.awaitAll();

      for (var task : List.of("t0", "t1", "t2")) {
        assertThat(taken.stream().filter(one -> one.startsWith(task)).map(EventForwarderIT::number))
            .isSorted();
      }
      assertThat(bus.taken.getFirst().source()).isEqualTo("aws.ecs");
      assertThat(notes).isEmpty();
    }
    assertThat(bus.closed).isTrue();
  }

  private static int number(String taken) {
    return Integer.parseInt(taken.substring(taken.indexOf(' ') + 1));
  }

  @Test
  void theyWaitForABusThatIsAway() throws InterruptedException {
    var bus = new MoodyBus(2, Mood.IS_AWAY, Mood.IS_AWAY, Mood.IS_AWAY);
    try (var forwarder = EventForwarder.start(bus, PAUSE, notes::add)) {
      forwarder.accept(event("t", 1));
      forwarder.accept(event("t", 2));

      assertThat(bus.awaitAll()).containsExactly("t 1", "t 2");
      assertThat(notes).singleElement().asString().contains("nobody is there");
    }
  }

  @Test
  void whatIsRefusedIsPutAgainBeforeTheTasksNext() throws InterruptedException {
    var bus = new MoodyBus(4, Mood.REFUSES_THE_FIRST, Mood.REFUSES_THE_FIRST);
    try (var forwarder = EventForwarder.start(bus, PAUSE, notes::add)) {
      List.of(event("a", 1), event("b", 1), event("a", 2), event("b", 2))
          .forEach(forwarder::accept);

      assertThat(bus.awaitAll())
          .containsExactlyInAnyOrder("a 1", "a 2", "b 1", "b 2")
          .containsSubsequence("a 1", "a 2")
          .containsSubsequence("b 1", "b 2");
    }
  }

  @Test
  void whatWaitsIsPutBeforeTheForwarderIsClosed() {
    var bus = new MoodyBus(20);
    var forwarder = EventForwarder.start(bus, PAUSE, notes::add);
    IntStream.range(0, 20).forEach(i -> forwarder.accept(event("t", i)));

    forwarder.close();

    assertThat(bus.taken).hasSize(20);
  }
}

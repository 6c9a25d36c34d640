package dev.longshore.local.ecs.events;

import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/**
 * Puts events to a bus, one after the other, and again until they are taken: the events of one task
 * arrive in their order, at least once.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 */
public final class EventForwarder implements AutoCloseable {

  /** How many events wait for a bus that does not answer; the next are lost. */
  static final int WAITING_MAX = 10_000;

  /** How often an event is put: as often as EventBridge itself tries a target. */
  static final int PUTS_MAX = 185;

  private static final int BATCH_MAX = 10;
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(5);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final EventBridgeClient bus;
  private final Duration pause;
  private final Consumer<String> notes;
  private final BlockingDeque<Map<String, Object>> waiting = new LinkedBlockingDeque<>(WAITING_MAX);
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean closing;

  private EventForwarder(EventBridgeClient bus, Duration pause, Consumer<String> notes) {
    this.bus = bus;
    this.pause = pause;
    this.notes = notes;
    this.thread = new Thread(this::forward, "longshore-events");
  }

  /**
   * Begins to forward.
   *
   * @param bus is closed with this
   * @param pause before an event is put again, doubled each time up to 5 seconds
   * @param notes hears, in a line for the person each, of events that are late or lost
   */
  public static EventForwarder start(
      EventBridgeClient bus, Duration pause, Consumer<String> notes) {
    var forwarder = new EventForwarder(bus, pause, notes);
    forwarder.thread.setDaemon(true);
    forwarder.thread.start();
    return forwarder;
  }

  /**
   * Begins to forward to an event bus that asks for no credentials, as emulators do.
   *
   * @param endpoint such as {@code http://127.0.0.1:4566}
   */
  public static EventForwarder to(URI endpoint, String region, Consumer<String> notes) {
    var bus =
        EventBridgeClient.builder()
            .endpointOverride(endpoint)
            .region(Region.of(region))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    return start(bus, PAUSE, notes);
  }

  /** Takes an event. May be called on any thread, and returns at once. */
  public void accept(Map<String, Object> event) {
    if (!waiting.offer(event)) {
      notes.accept("an event is lost: %,d wait for the event bus already".formatted(WAITING_MAX));
    }
  }

  private void forward() {
    try {
      while (!closing || !waiting.isEmpty()) {
        var first = waiting.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
          put(batch(first));
        }
      }
    } catch (InterruptedException e) {
      // Closed: what still waits is lost with the tasks that it is of.
    } finally {
      done.countDown();
    }
  }

  /** What can be put at once: of one task no two, since each of them may have to be put again. */
  private List<Map<String, Object>> batch(Map<String, Object> first) {
    var batch = new ArrayList<>(List.of(first));
    var tasks = new HashSet<>(List.of(resource(first)));
    for (var next = waiting.peek();
        next != null && batch.size() < BATCH_MAX && tasks.add(resource(next));
        next = waiting.peek()) {
      batch.add(waiting.remove());
    }
    return batch;
  }

  private static Object resource(Map<String, Object> event) {
    return event.getOrDefault("resources", List.of());
  }

  private void put(List<Map<String, Object>> batch) throws InterruptedException {
    var left = batch;
    var wait = pause;
    for (var puts = 1; puts <= PUTS_MAX; puts++) {
      left = refused(left, puts == 1);
      if (left.isEmpty()) {
        return;
      }
      Thread.sleep(wait);
      wait = wait.multipliedBy(2).compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : wait.multipliedBy(2);
    }
    notes.accept("%d events are lost: the event bus has not taken them".formatted(left.size()));
  }

  /** Puts events, and answers which of them were not taken. */
  private List<Map<String, Object>> refused(List<Map<String, Object>> events, boolean first) {
    try {
      var results =
          bus.putEvents(put -> put.entries(events.stream().map(EventForwarder::entry).toList()))
              .entries();
      var refused = new ArrayList<Map<String, Object>>();
      for (var i = 0; i < events.size(); i++) {
        if (results.get(i).errorCode() != null) {
          refused.add(events.get(i));
        }
      }
      if (first && !refused.isEmpty()) {
        notes.accept("the event bus refuses events: " + results);
      }
      return refused;
    } catch (SdkException e) {
      if (first) {
        notes.accept("the event bus cannot be reached, events wait: " + e.getMessage());
      }
      return events;
    }
  }

  private static PutEventsRequestEntry entry(Map<String, Object> event) {
    var fields = new Fields(event);
    return PutEventsRequestEntry.builder()
        .source(fields.text("source"))
        .detailType(fields.text("detail-type"))
        .time(fields.instant("time"))
        .resources(fields.texts("resources"))
        .detail(Json.write(event.get("detail")))
        .build();
  }

  /** Puts what still waits, for 5 seconds at most. */
  @Override
  public void close() {
    closing = true;
    try {
      if (!done.await(CLOSE_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    bus.close();
  }
}

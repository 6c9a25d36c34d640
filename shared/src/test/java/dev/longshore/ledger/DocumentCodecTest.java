package dev.longshore.ledger;

import static dev.longshore.run.RunState.FAILED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.longshore.admission.Place;
import dev.longshore.admission.Slot;
import dev.longshore.cost.Bill;
import dev.longshore.cost.Money;
import dev.longshore.job.Capacity;
import dev.longshore.job.FargateSize;
import dev.longshore.job.JobVersion;
import dev.longshore.job.Parameters;
import dev.longshore.json.Json;
import dev.longshore.run.Attempt;
import dev.longshore.run.Cancellation;
import dev.longshore.run.Decision;
import dev.longshore.run.Member;
import dev.longshore.run.Outcome;
import dev.longshore.run.Overrides;
import dev.longshore.run.PastAttempt;
import dev.longshore.run.Phase;
import dev.longshore.run.Run;
import dev.longshore.run.StateEntry;
import dev.longshore.run.StopIntent;
import dev.longshore.run.TaskRequest;
import dev.longshore.run.Trigger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentCodecTest {

  private static final Key RUN = new Key("RUN#x", "RUN");
  private static final Instant NOON = Documents.NOON;
  private static final FargateSize SIZE = new FargateSize(256, 512);
  private static final SortedMap<String, String> VARIABLES = new TreeMap<>(Map.of("STAGE", "prod"));
  private static final String PLACE =
      "{\"run\":\"etl-20261121T120000Z-6rxvf3s7zbzk\",\"openedAt\":\"2026-11-21T12:00:00Z\"}";

  @Test
  void aRunComesBackAsItWasFromEveryPhase() {
    var seed = System.nanoTime();
    var documents = new Documents(new Random(seed));
    var phases = new HashSet<Class<?>>();
    for (var i = 0; i < 300; i++) {
      for (var phase : documents.phases()) {
        var run = new Document.OfRun(documents.run(phase));
        var text = DocumentCodec.encode(run);

        assertThat(DocumentCodec.decode(RUN, text)).as("seed %d", seed).isEqualTo(run);
        phases.add(phase.getClass());
      }
    }
    assertThat(phases).containsExactlyInAnyOrder(Phase.class.getPermittedSubclasses());
  }

  @Test
  void documentsOfEveryKindComeBackAsTheyWere() {
    var seed = System.nanoTime();
    var documents = new Documents(new Random(seed));
    var kinds = new HashSet<Class<?>>();
    for (var i = 0; i < 300; i++) {
      documents
          .oneOfEach()
          .forEach((key, document) -> {
            var text = DocumentCodec.encode(document);

            assertThat(DocumentCodec.decode(key, text)).as("seed %d", seed).isEqualTo(document);
            kinds.add(document.getClass());
          });
    }
    assertThat(kinds).containsExactlyInAnyOrder(Document.class.getPermittedSubclasses());
  }

  @Test
  void theSizeThatADocumentIsTakenToHaveAtMostIsNeverTooSmall() {
    var seed = System.nanoTime();
    var documents = new Documents(new Random(seed));
    for (var i = 0; i < 300; i++) {
      for (var phase : documents.phases()) {
        assertBounded(new Document.OfRun(documents.run(phase)), seed);
      }
      documents.oneOfEach().values().forEach(document -> assertBounded(document, seed));
    }
    assertThat(DocumentSize.bound(new Document.OfRun(Documents.run("request-1"))))
        .isLessThan(Item.BYTES_MAX / 10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "\"", "é", "語", "😀", "x"})
  void theSizeIsBoundedWhateverItsTextsAreMadeOf(String character) {
    var text = character.repeat(10_000);
    var run = Documents.run(text);
    var decision = new Decision(NOON, text, text);
    assertBounded(new Document.OfRun(run.with(run.member().decided(decision))), 0);
    assertBounded(new Document.OfRun(run.with(run.member().ended(FAILED, text, decision))), 0);
    assertBounded(new Document.OfLease(new Lease(text, NOON, text)), 0);
  }

  private static void assertBounded(Document document, long seed) {
    assertThat(DocumentSize.bound(document))
        .as("seed %d, %s", seed, document)
        .isGreaterThanOrEqualTo(DocumentCodec.encode(document).getBytes(UTF_8).length);
  }

  // The texts below are in ledgers. Who changes one raises the schema's number, and keeps reading
  // the last one.

  @Test
  void theTextOfAnOpenedRunStaysWhatItIs() {
    assertThat(DocumentCodec.encode(new Document.OfRun(Documents.run("request-1"))))
        .isEqualTo(
            """
            {"schema":2,"run":"etl-20261121T120000Z-6rxvf3s7zbzk","version":"3cf474893603ed82",\
            "trigger":{"type":"PERSON","time":"2026-11-21T12:00:00Z","id":"request-1","zone":"Z"},\
            "openedAt":"2026-11-21T12:00:00Z","member":{"number":0,"phase":{"is":"QUEUED"}}}\
            """);
  }

  @Test
  void theTextOfARunWithEverythingStaysWhatItIs() throws IOException {
    var known = resource("run-schema-2.json");
    var run = new Document.OfRun(busy(2, NOON));

    assertThat(Json.writePretty(Json.parse(DocumentCodec.encode(run)))).isEqualTo(known);
    assertThat(DocumentCodec.decode(RUN, known)).isEqualTo(run);
  }

  @Test
  void aRunThatTheFormerVersionWroteIsReadAsOneWithoutRedrivesAndDoubts() throws IOException {
    var decoded = DocumentCodec.decode(RUN, resource("run-schema-1.json"));

    assertThat(decoded).isEqualTo(new Document.OfRun(busy(0, null)));
  }

  @Test
  void documentsOfEveryKindAreReadAsTheFormerVersionWroteThem() {
    new Documents(new Random(1))
        .oneOfEach()
        .forEach((key, document) -> {
          var text = DocumentCodec.encode(document).replace("\"schema\":2", "\"schema\":1");

          assertThat(DocumentCodec.decode(key, text)).isEqualTo(document);
        });
  }

  private static String resource(String name) throws IOException {
    try (var stream = DocumentCodecTest.class.getResourceAsStream(name)) {
      assertThat(stream).isNotNull();
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  /** A run with every field that one can have. */
  private static Run busy(int redrives, @Nullable Instant doubtedAt) {
    var member =
        new Member(
            0,
            new Phase.Launching(attempt(doubtedAt), NOON.plusMillis(1)),
            new StateEntry(NOON, redrives, 1, "arn:execution", "token", true),
            List.of(past()),
            List.of(new Decision(NOON, "launch", "retry 1 of 5")));
    return new Run(
        Documents.run("request-1").id(),
        new JobVersion("0123456789abcdef"),
        Trigger.schedule("arn:schedule", NOON, ZoneId.of("Asia/Seoul")),
        new Parameters(Map.of("key", "日", "limit", 100)),
        new Overrides(SIZE, List.of("other"), VARIABLES, Capacity.ON_DEMAND),
        Documents.run("request-0").id(),
        NOON,
        new Cancellation(NOON, "asked"),
        true,
        member);
  }

  private static Attempt attempt(@Nullable Instant doubtedAt) {
    var request =
        new TaskRequest(
            "etl-1", Capacity.SPOT, SIZE, List.of("work"), VARIABLES, List.of("subnet-1"));
    return new Attempt(
        2,
        request,
        NOON,
        "arn:task/2",
        NOON.plusSeconds(9),
        new StopIntent(Outcome.CANCELLED, "asked", NOON),
        "Spot notice",
        NOON,
        doubtedAt);
  }

  private static PastAttempt past() {
    return new PastAttempt(
        1,
        Capacity.SPOT,
        SIZE,
        Outcome.INTERRUPTED,
        143,
        "SpotInterruption",
        "Your Spot Task was interrupted.",
        "arn:task/1",
        NOON,
        NOON.plusSeconds(60),
        new Bill(60, new Money(70), new Money(230), true),
        false);
  }

  @Test
  void theTextsOfTheOthersStayWhatTheyAre() {
    var place = Place.of(Documents.run("request-1"));
    assertThat(
            List.of(
                DocumentCodec.encode(new Document.OfSlot(new Slot("etl", List.of(place), 2))),
                DocumentCodec.encode(new Document.OfWaiter("etl", place)),
                DocumentCodec.encode(new Document.OfLease(new Lease("me", NOON, null))),
                DocumentCodec.encode(new Document.OfLease(new Lease("me", NOON, "here"))),
                DocumentCodec.encode(new Document.OfJob(Documents.job("etl"))).substring(0, 40)))
        .containsExactly(
            "{\"schema\":2,\"slot\":\"etl\",\"holders\":[" + PLACE + "],\"waiting\":2}",
            "{\"schema\":2,\"slot\":\"etl\",\"place\":" + PLACE + "}",
            "{\"schema\":2,\"holder\":\"me\",\"until\":\"2026-11-21T12:00:00Z\"}",
            "{\"schema\":2,\"holder\":\"me\",\"until\":\"2026-11-21T12:00:00Z\",\"cursor\":\"here\"}",
            "{\"schema\":2,\"job\":\"{\\\"job\\\":\\\"etl\\\",\\\"im");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 3, 4, Integer.MAX_VALUE})
  void anUnknownSchemaIsRefused(int schema) {
    var text = DocumentCodec.encode(new Document.OfRun(Documents.run("a")));

    assertThatIllegalStateException()
        .isThrownBy(() ->
            DocumentCodec.decode(RUN, text.replace("\"schema\":2,", "\"schema\":" + schema + ",")))
        .withMessage(
            "item RUN#x/RUN has schema %d, and this version of Longshore reads 1 and 2", schema);
  }

  @Test
  void aDocumentWithoutASchemaIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DocumentCodec.decode(RUN, "{}"))
        .withMessage("schema is missing");
  }

  @Test
  void anUnknownKindAndAnUnknownPhaseAreRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> DocumentCodec.decode(new Key("BUDGET#x", "BUDGET"), "{\"schema\":2}"))
        .withMessage("no version of Longshore writes an item BUDGET#x/BUDGET");
    var text = DocumentCodec.encode(new Document.OfRun(Documents.run("a")));
    assertThatIllegalStateException()
        .isThrownBy(() -> DocumentCodec.decode(RUN, text.replace("QUEUED", "SLEEPING")))
        .withMessage("no version of Longshore writes a phase SLEEPING");
  }
}

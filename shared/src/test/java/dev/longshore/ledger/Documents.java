package dev.longshore.ledger;

import dev.longshore.admission.Place;
import dev.longshore.admission.Slot;
import dev.longshore.cost.Bill;
import dev.longshore.cost.Money;
import dev.longshore.job.Architecture;
import dev.longshore.job.Capacity;
import dev.longshore.job.CapacityPolicy;
import dev.longshore.job.FargateSize;
import dev.longshore.job.IdlePolicy;
import dev.longshore.job.Job;
import dev.longshore.job.JobCodec;
import dev.longshore.job.JobName;
import dev.longshore.job.Overlap;
import dev.longshore.job.Parameters;
import dev.longshore.job.Permission;
import dev.longshore.job.RetryPolicy;
import dev.longshore.job.Volume;
import dev.longshore.run.Attempt;
import dev.longshore.run.Cancellation;
import dev.longshore.run.Decision;
import dev.longshore.run.Member;
import dev.longshore.run.Outcome;
import dev.longshore.run.Overrides;
import dev.longshore.run.PastAttempt;
import dev.longshore.run.Phase;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import dev.longshore.run.RunState;
import dev.longshore.run.StateEntry;
import dev.longshore.run.StopIntent;
import dev.longshore.run.TaskRequest;
import dev.longshore.run.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Documents of every kind and shape, whether or not they could come to be. */
public record Documents(RandomGenerator random) {

  public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  /** A run as a person has just opened it. */
  public static Run run(String request) {
    return Run.opened(
        new JobName("etl"),
        JobCodec.version(job("etl")),
        Trigger.person(request, NOON),
        Parameters.NONE,
        Overrides.NONE,
        null,
        NOON);
  }

  /** A job with every default. */
  public static Job job(String name) {
    return new Job(
        new JobName(name),
        null,
        "etl:1",
        List.of(),
        FargateSize.DEFAULT,
        Job.ARCHITECTURE_DEFAULT,
        Job.EPHEMERAL_STORAGE_DEFAULT,
        List.of(),
        false,
        new TreeMap<>(),
        new TreeMap<>(),
        CapacityPolicy.DEFAULT,
        RetryPolicy.DEFAULT,
        Job.TIMEOUT_DEFAULT,
        Job.START_TIMEOUT_DEFAULT,
        null,
        null,
        false,
        null,
        new TreeMap<>(),
        null,
        null,
        List.of(),
        List.of(),
        new TreeMap<>());
  }

  /** A run in any phase. */
  public Run run() {
    return run(one(phases()));
  }

  /** A run in this phase. */
  public Run run(Phase phase) {
    var trigger =
        new Trigger(
            one(List.of(Trigger.Type.values())),
            instant(),
            text(),
            one(List.of(ZoneOffset.UTC, ZoneId.of("Asia/Seoul"), ZoneId.of("UTC+05:30"))));
    return new Run(
        RunId.of(new JobName("j" + random.nextInt(100)), trigger),
        maybe(() -> JobCodec.version(job("j" + random.nextInt(100)))),
        trigger,
        new Parameters(parameters()),
        new Overrides(maybe(this::size), texts(), map(), maybe(this::capacity)),
        maybe(() -> run("again").id()),
        instant(),
        maybe(() -> new Cancellation(instant(), text())),
        random.nextBoolean(),
        member(phase));
  }

  private Member member(Phase phase) {
    return new Member(
        random.nextInt(1_000),
        phase,
        maybe(() ->
            new StateEntry(
                instant(), random.nextInt(9), text(), maybe(this::text), random.nextBoolean())),
        list(this::past),
        list(() -> new Decision(instant(), text(), text())));
  }

  /** One of each phase. */
  public List<Phase> phases() {
    return List.of(
        new Phase.Queued(),
        new Phase.Waiting(),
        new Phase.Admitted(),
        new Phase.BackingOff(instant(), random.nextBoolean()),
        new Phase.Launching(attempt(), instant()),
        new Phase.Open(attempt()),
        new Phase.Final(one(List.of(RunState.values())), text(), instant()));
  }

  private Attempt attempt() {
    var request = new TaskRequest(text(), capacity(), size(), texts(), map(), texts());
    return new Attempt(
        random.nextInt(1, 100),
        request,
        instant(),
        maybe(this::text),
        maybe(this::instant),
        maybe(() -> new StopIntent(one(List.of(Outcome.values())), text(), instant())),
        maybe(this::text),
        maybe(this::instant));
  }

  private PastAttempt past() {
    return new PastAttempt(
        random.nextInt(1, 100),
        capacity(),
        size(),
        one(List.of(Outcome.values())),
        maybe(() -> random.nextInt(256)),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(this::instant),
        maybe(this::instant),
        new Bill(
            random.nextInt(1_000_000),
            maybe(this::money),
            maybe(this::money),
            random.nextBoolean()),
        random.nextBoolean());
  }

  /** One document of each kind, with its key. */
  public Map<Key, Document> oneOfEach() {
    var run = run();
    var job = random.nextBoolean() ? job("plain") : richJob();
    var place = Place.of(run);
    var slot = new Slot(text(), list(() -> Place.of(run())), random.nextInt(100));
    return Map.of(
        Items.run(run.id()), new Document.OfRun(run),
        Items.jobVersion(JobCodec.version(job)), new Document.OfJob(job),
        Items.slot("s"), new Document.OfSlot(slot),
        Items.waiter("s", place), new Document.OfWaiter("s", place),
        Items.sweepLease(), new Document.OfLease(new Lease(text(), instant(), maybe(this::text))));
  }

  private Job richJob() {
    return new Job(
        new JobName("rich"),
        text(),
        text(),
        texts(),
        size(),
        Architecture.ARM64,
        40,
        List.of(),
        true,
        map(),
        map(),
        new CapacityPolicy(CapacityPolicy.Spot.ONLY, 3),
        RetryPolicy.DEFAULT,
        Duration.ofMinutes(3),
        Duration.ofMinutes(4),
        Duration.ofSeconds(5),
        new IdlePolicy(Duration.ofMinutes(6), 2.5, IdlePolicy.Signal.BOTH),
        true,
        Overlap.REPLACE,
        new TreeMap<>(),
        5,
        8192,
        List.of(new Permission(List.of(text()), List.of(text()))),
        List.of(new Volume(text(), text())),
        map());
  }

  private Map<String, Object> parameters() {
    var values = new TreeMap<String, Object>(map());
    if (random.nextBoolean()) {
      values.putAll(
          Map.of("int", random.nextInt(), "long", 1L << 40, "real", 0.25, "is", true, "€", "ß"));
    }
    return values;
  }

  private SortedMap<String, String> map() {
    var map = new TreeMap<String, String>();
    list(this::text).forEach(value -> map.put("K" + value, value));
    return map;
  }

  private List<String> texts() {
    return list(this::text);
  }

  private String text() {
    return one(List.of("a", "ü ", "\"quoted\\\"", "line\nbreak", "\u0000", "\u2028", "🚢", "日本"))
        + random.nextInt(100);
  }

  /** Of any precision, also before 1970. */
  private Instant instant() {
    return random.nextBoolean()
        ? NOON.plusSeconds(random.nextInt(100_000))
        : Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
  }

  private FargateSize size() {
    return one(FargateSize.grid());
  }

  private Capacity capacity() {
    return one(List.of(Capacity.values()));
  }

  private Money money() {
    return new Money(random.nextLong(10_000_000_000L));
  }

  private <T> @Nullable T maybe(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private <T> List<T> list(Supplier<T> element) {
    return IntStream.range(0, random.nextInt(3)).mapToObj(_ -> element.get()).toList();
  }
}

package dev.longshore.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.schedule.CronExpression;
import dev.longshore.schedule.Schedule;
import dev.longshore.schedule.Schedule.At;
import dev.longshore.schedule.Schedule.Cron;
import dev.longshore.schedule.Schedule.Missed;
import dev.longshore.schedule.Schedule.Rate;
import dev.longshore.schedule.Schedule.Timing;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JobCodecTest {

  private static final Job SMALL =
      new Job(
          new JobName("hello"),
          null,
          "hello:1",
          List.of(),
          FargateSize.DEFAULT,
          Architecture.X86_64,
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

  @Test
  void aCatalogComesBackAsItWas() {
    var catalog = Catalog.of(List.of(SMALL));

    assertThat(JobCodec.decodeCatalog(JobCodec.encode(catalog))).isEqualTo(catalog);
    assertThat(JobCodec.encode(catalog)).isEqualTo("{\"jobs\":[" + JobCodec.encode(SMALL) + "]}");
  }

  @Test
  void aJobComesBackAsItWas() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    for (var i = 0; i < 2_000; i++) {
      var job = generated(random);
      var text = JobCodec.encode(job);

      assertThat(JobCodec.decode(text)).as("seed %d", seed).isEqualTo(job);
      assertThat(JobCodec.encode(JobCodec.decode(text))).as("seed %d", seed).isEqualTo(text);
    }
  }

  @Test
  void theTextOfAJobStaysWhatItIs() {
    // A change here gives every job a new version, and reads no ledger that is older.
    assertThat(JobCodec.encode(SMALL))
        .isEqualTo(
            """
            {"job":"hello","image":"hello:1","cpu":256,"memory":512,"architecture":"X86_64",\
            "ephemeralStorage":20,"queued":false,"spot":"PREFERRED","onDemandAfter":2,\
            "retry":{"attempts":1,"backoff":"PT30S","rate":2.0,"max":"PT10M","interruptions":5,\
            "launches":10,"outOfMemory":0},"timeout":"PT1H","startTimeout":"PT10M",\
            "completesOnTerm":false}\
            """);
    assertThat(JobCodec.version(SMALL)).isEqualTo(JobVersion.of(JobCodec.encode(SMALL)));
    assertThat(JobCodec.version(SMALL)).hasToString("fb152d9240b321ce");
  }

  @Test
  void equalJobsHaveOneVersionAndOthersHaveTheirOwn() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var jobs = new HashSet<Job>();
    var versions = new HashSet<JobVersion>();
    for (var i = 0; i < 500; i++) {
      var again = random.nextLong();
      var job = generated(new Random(again));
      assertThat(JobCodec.version(generated(new Random(again))))
          .as("seed %d", seed)
          .isEqualTo(JobCodec.version(job));
      jobs.add(job);
      versions.add(JobCodec.version(job));
    }
    assertThat(versions).as("seed %d", seed).hasSameSizeAs(jobs);
  }

  @Test
  void theOrderOfExitCodesMakesNoOtherVersion() {
    var codes = new LinkedHashMap<Integer, Boolean>();
    IntStream.range(0, 100).forEach(code -> codes.put(99 - code, true));

    assertThat(JobCodec.encode(withRetriedCodes(codes.keySet())))
        .isEqualTo(JobCodec.encode(withRetriedCodes(new HashSet<>(codes.keySet()))));
  }

  private static Job withRetriedCodes(Set<Integer> codes) {
    var retry =
        new RetryPolicy(2, Duration.ZERO, 1, Duration.ZERO, 0, 0, 0, codes, Set.of(), List.of());
    return new Generator(new Random(1)).job(retry);
  }

  private static Job generated(RandomGenerator random) {
    var generator = new Generator(random);
    return generator.job(generator.retry());
  }

  /** Jobs of any shape, valid on Fargate or not. */
  private record Generator(RandomGenerator random) {

    Job job(RetryPolicy retry) {
      return new Job(
          new JobName("j" + random.nextInt(1_000)),
          maybe(text()),
          text(),
          list(_ -> text()),
          one(FargateSize.grid()),
          one(List.of(Architecture.values())),
          random.nextInt(20, 201),
          list(_ -> schedule()),
          random.nextBoolean(),
          map(_ -> text()),
          map(_ -> text()),
          new CapacityPolicy(one(List.of(CapacityPolicy.Spot.values())), random.nextInt(1, 101)),
          retry,
          duration(),
          duration(),
          maybe(duration()),
          maybe(
              new IdlePolicy(
                  duration(), random.nextDouble(100), one(List.of(IdlePolicy.Signal.values())))),
          random.nextBoolean(),
          maybe(one(List.of(Overlap.values()))),
          map(_ -> parameter()),
          maybe(random.nextInt(1, 1001)),
          maybe(random.nextInt(512, 122881)),
          list(_ -> new Permission(list(_ -> text()), list(_ -> text()))),
          list(_ -> new Volume(text(), text())),
          map(_ -> text()));
    }

    RetryPolicy retry() {
      return new RetryPolicy(
          random.nextInt(1, 101),
          duration(),
          random.nextDouble(1, 10),
          duration(),
          random.nextInt(101),
          random.nextInt(101),
          random.nextInt(101),
          new HashSet<>(list(_ -> random.nextInt(256))),
          new HashSet<>(list(_ -> random.nextInt(256))),
          list(_ -> text()));
    }

    private Schedule schedule() {
      Timing timing =
          switch (random.nextInt(3)) {
            case 0 -> new Cron(CronExpression.parse(random.nextInt(60) + " 2 ? * MON-FRI *"));
            case 1 -> new Rate(Duration.ofMinutes(random.nextInt(1, 10_000)));
            default ->
                new At(LocalDateTime.of(2026, 1, 1, 0, 0).plusSeconds(random.nextInt(100_000_000)));
          };
      return new Schedule(
          timing,
          ZoneId.of(one(List.of("UTC", "Asia/Seoul", "America/Argentina/Ushuaia"))),
          maybe(duration()),
          one(List.of(Missed.values())));
    }

    private Parameter parameter() {
      Object value =
          switch (random.nextInt(5)) {
            case 0 -> text();
            case 1 -> random.nextInt();
            case 2 -> random.nextLong(1L << 40, Long.MAX_VALUE);
            case 3 -> random.nextDouble();
            default -> random.nextBoolean();
          };
      return new Parameter(
          one(List.of(Parameter.Type.values())), maybe(text()), random.nextBoolean(), maybe(value));
    }

    private String text() {
      return one(List.of("a", "ü ", "\"quoted\"", "line\nbreak", "{{ runId }}", "\u2028", "🚢", ""))
          + random.nextInt(100);
    }

    private Duration duration() {
      return Duration.ofSeconds(random.nextLong(1_000_000));
    }

    private <T> @Nullable T maybe(T value) {
      return random.nextBoolean() ? value : null;
    }

    private <T> T one(List<T> choices) {
      return choices.get(random.nextInt(choices.size()));
    }

    private <T> List<T> list(Function<Integer, T> element) {
      return IntStream.range(0, random.nextInt(4)).boxed().map(element).toList();
    }

    private <V> SortedMap<String, V> map(Function<Integer, V> value) {
      var map = new TreeMap<String, V>();
      list(value).forEach(one -> map.put("K" + random.nextInt(100), one));
      return map;
    }
  }

  @Test
  void aJobKeepsWhatItWasMadeOf() {
    var environment = new TreeMap<>(Map.of("A", "1"));
    var job = new Generator(new Random(2)).job(RetryPolicy.DEFAULT);
    var changed =
        new Job(
            job.name(),
            job.description(),
            job.image(),
            job.command(),
            job.size(),
            job.architecture(),
            job.ephemeralStorage(),
            job.schedules(),
            job.queued(),
            environment,
            job.secrets(),
            job.capacity(),
            job.retry(),
            job.timeout(),
            job.startTimeout(),
            job.stopTimeout(),
            job.idle(),
            job.completesOnTerm(),
            job.overlap(),
            job.parameters(),
            job.concurrency(),
            job.memoryCeiling(),
            job.permissions(),
            job.volumes(),
            job.tags());
    environment.clear();

    assertThat(changed.environment()).isEqualTo(Map.of("A", "1"));
  }
}

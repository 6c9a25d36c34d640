package dev.longshore.jobfile;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.jobfile.Reading.Accepted;
import dev.longshore.jobfile.Reading.Refused;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobFileKeysTest {

  private final JobFiles files = new JobFiles();

  private static final Path FILE = Path.of("x.yaml");

  static Stream<JobFileCases> cases() {
    return JobFileCases.all();
  }

  /** What is said of a file, without the file's name. */
  private List<String> complaints(String text) {
    return switch (files.readContent(FILE, text.getBytes(StandardCharsets.UTF_8))) {
      case Accepted<?> _ -> List.of();
      case Refused<?>(var complaints) ->
          complaints.stream()
              .map(one -> one.toString().substring(FILE.toString().length() + 1))
              .toList();
    };
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aKeyTakesItsGoodValuesAndExplainsItsBadOnes(JobFileCases one) {
    assertThat(complaints(one.text())).isEqualTo(one.complaints());
  }

  @Test
  void eachKeyOfTheSchemaHasAGoodAndABadCase() {
    var keys = SchemaWalk.keys().keySet();

    assertThat(keysOf(JobFileCases::isGood)).containsAll(keys);
    assertThat(keysOf(one -> !one.isGood())).containsAll(keys);
  }

  private static Set<String> keysOf(Predicate<JobFileCases> which) {
    return JobFileCases.all().filter(which).map(JobFileCases::key).collect(toSet());
  }

  @Test
  void eachKeyOfALaterVersionIsRefusedAsSuch() {
    var later =
        JobFileCases.all()
            .flatMap(one -> one.complaints().stream())
            .filter(complaint -> complaint.contains("not yet: "))
            .map(complaint -> complaint.split(": ", -1)[1])
            .collect(toSet());

    assertThat(later).containsAll(SchemaWalk.laterKeys());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cpu                     | cpu: # |                            255     | 256 | 16384  | 16385 | 256 to 16384
          memory                  | memory: # |                         511     | 512 | 122880 | 122881 | 512 to 122880
          ephemeralStorage        | ephemeralStorage: # |               19      | 20  | 200    | 201 | 20 to 200
          schedule.rate           | schedule: { rate: # } |             59s     | 1m  | 366d   | 366d1m | 1m to 366d
          schedule.window         | schedule: { rate: 1h, window: # } | 59s     | 1m  | 24h    | 24h1m | 1m to 24h
          capacity.onDemandAfter  | capacity: { onDemandAfter: # } |    0       | 1   | 100    | 101 | 1 to 100
          retry.attempts          | retry: { attempts: # } |            0       | 1   | 100    | 101 | 1 to 100
          retry.backoff           | retry: { backoff: #, max: 1d } |    ''      | 0s  | 1d     | 1d1s | 0s to 1d
          retry.rate              | retry: { rate: # } |                0.99    | 1   | 10     | 10.01 | 1 to 10
          retry.max               | retry: { backoff: 0s, max: # } |    0s      | 1s  | 1d     | 1d1s | 1s to 1d
          retry.interruptions     | retry: { interruptions: # } |       -1      | 0   | 100    | 101 | 0 to 100
          retry.launches          | retry: { launches: # } |            -1      | 0   | 100    | 101 | 0 to 100
          retry.outOfMemory       | retry: { outOfMemory: # } |         -1      | 0   | 100    | 101 | 0 to 100
          retry.retryExitCodes[]  | retry: { retryExitCodes: [#] } |    -1      | 0   | 255    | 256 | 0 to 255
          retry.failExitCodes[]   | retry: { failExitCodes: [#] } |     -1      | 0   | 255    | 256 | 0 to 255
          timeout                 | timeout: # |                        0s      | 1s  | 14d    | 14d1s | 1s to 14d
          startTimeout            | startTimeout: # |                   0s      | 1s  | 12h    | 12h1s | 1s to 12h
          stopTimeout             | stopTimeout: # |                    1s      | 2s  | 120s   | 121s | 2s to 120s
          idle.after              | idle: { after: # } |                0s      | 1s  | 14d    | 14d1s | 1s to 14d
          concurrency             | concurrency: # |                    0       | 1   | 1000   | 1001 | 1 to 1000
          memoryCeiling           | memoryCeiling: # |                  511     | 512 | 122880 | 122881 | 512 to 122880
          forecast.failureRate    | forecast: { failureRate: # } |      -0.01   | 0   | 1      | 1.01 | 0 to 1
          forecast.deadline       | forecast: { deadline: # } |         59s     | 1m  | 31d    | 31d1s | 1m to 31d
          """)
  void aNumberOrDurationIsTakenUpToItsBoundsAndNoFurther(
      String key,
      String yaml,
      String below,
      String least,
      String most,
      String above,
      String range) {
    assertThat(SchemaWalk.ranges()).contains(key);
    assertThat(outOfRange(yaml, least)).isEmpty();
    assertThat(outOfRange(yaml, most)).isEmpty();
    assertThat(outOfRange(yaml, above))
        .singleElement()
        .asString()
        .endsWith("must be from %s, but is %s".formatted(range, above));
    if (!below.isEmpty()) { // there are no negative durations
      assertThat(outOfRange(yaml, below))
          .singleElement()
          .asString()
          .endsWith("must be from %s, but is %s".formatted(range, below));
    }
  }

  private List<String> outOfRange(String yaml, String value) {
    return complaints(JobFileCases.complete(yaml.replace("#", value))).stream()
        .filter(complaint -> complaint.contains("must be from"))
        .toList();
  }

  @Test
  void theBoundsAboveAreAllThatTheSchemaHas() throws ReflectiveOperationException {
    var table =
        JobFileKeysTest.class
            .getDeclaredMethod(
                "aNumberOrDurationIsTakenUpToItsBoundsAndNoFurther",
                String.class,
                String.class,
                String.class,
                String.class,
                String.class,
                String.class,
                String.class)
            .getAnnotation(CsvSource.class)
            .textBlock();
    var tested = table.lines().map(line -> line.split(" ", 2)[0]).collect(toSet());

    assertThat(SchemaWalk.ranges()).isEqualTo(tested);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "100.01"})
  void idleCpuLiesAboveNothingAndUpToAHundredPercent(String percent) {
    assertThat(
            complaints(
                JobFileCases.complete("idle: { after: 5m, cpuBelow: %s }".formatted(percent))))
        .containsExactly("1: idle.cpuBelow: must be above 0 and at most 100, but is " + percent);
    assertThat(complaints(JobFileCases.complete("idle: { after: 5m, cpuBelow: 0.01 }"))).isEmpty();
    assertThat(complaints(JobFileCases.complete("idle: { after: 5m, cpuBelow: 100 }"))).isEmpty();
  }

  static Stream<Size> sizes() {
    return Size.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void aTextListOrMappingIsTakenUpToItsSizeAndNoFurther(Size size) {
    assertThat(complaints(JobFileCases.complete(size.yaml(size.most())))).isEmpty();
    assertThat(complaints(JobFileCases.complete(size.yaml(size.most() + 1))))
        .singleElement()
        .asString()
        .endsWith(
            "must have at most %d %s, but has %d"
                .formatted(size.most(), size.what(), size.most() + 1));
  }

  @Test
  void theSizesAboveAreAllThatTheSchemaHas() {
    assertThat(Size.ALL.stream().map(Size::key).collect(toSet())).isEqualTo(SchemaWalk.sizes());
  }

  @Test
  void allComplaintsOfAFileComeAtOnceInTheOrderOfTheirLines() {
    assertThat(
            complaints(
                """
                tags: { a: [] }
                schedule:
                  - { cron: bad, timezone: Nowhere }
                cpu: 1024
                retry: { attempts: 0 }
                array: {}
                job: X
                """))
        .containsExactly(
            "1: image: is missing; an example is image: orders-etl:1.4.2",
            "1: tags.a: must be letters, digits, blanks and _ . : / = + @ -, but is a list",
            "3: schedule[0].cron: a cron has six fields (minutes hours day-of-month month"
                + " day-of-week year), but this has 1",
            "3: schedule[0].timezone: 'Nowhere' is no IANA time zone, such as Europe/Berlin",
            "4: cpu: Fargate has no cpu 1024 with memory 512; the nearest are cpu 256 with memory"
                + " 512, or cpu 1024 with memory 2048",
            "5: retry.attempts: must be from 1 to 100, but is 0",
            "6: array: not yet: arrays come in a later version",
            "7: job: must be a lower-case letter, then up to 39 of a-z, 0-9 and '-', but is 'X'");
  }

  @Test
  void aComplaintKnowsItsColumn() {
    var text = "job: a\nimage: a:1\nretry: { attempts: 0 }\n";

    assertThat(files.readContent(FILE, text.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(
            new Refused<>(
                List.of(
                    new Complaint(
                        FILE, 3, 20, "retry.attempts", "must be from 1 to 100, but is 0"))));
  }
}

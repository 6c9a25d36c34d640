package dev.longshore.jobfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingTest {

  private static final Set<String> KEYS =
      SchemaWalk.schema().object("properties").orElseThrow().values().keySet();

  @ParameterizedTest
  @CsvSource({
    "jbo, job",
    "Image, image",
    "comand, command",
    "commnad, command",
    "env, environment",
    "mem, memory",
    "retries, retry",
    "tag, tags",
    "time_out, timeout",
    "complete-on-term, completesOnTerm",
    "params, parameters",
    "stop-timeout, stopTimeout",
  })
  void aSlipOfThePenIsUnderstood(String written, String meant) {
    assertThat(Spelling.nearest(written, KEYS)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "x", "kubernetes", "replicas", "cron", "zz"})
  void whatResemblesNothingIsLeftAlone(String written) {
    assertThat(Spelling.nearest(written, KEYS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"Europe/Berln, Europe/Berlin", "Berlin, Europe/Berlin", "asia/seoul, Asia/Seoul"})
  void aZoneIsUnderstoodToo(String written, String meant) {
    assertThat(Spelling.nearest(written, ZoneId.getAvailableZoneIds())).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(ints = {41, 100_000})
  void longWordsAreNotCompared(int length) {
    assertThat(Spelling.nearest("a".repeat(length), Set.of("a".repeat(length)))).isEmpty();
  }
}

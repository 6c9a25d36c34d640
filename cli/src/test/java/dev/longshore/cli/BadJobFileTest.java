package dev.longshore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BadJobFileTest {

  private static final int TEN_MEGABYTES = 10_000_000;

  @TempDir private Path folder;

  /** What is wrong, the file, the line that is to be named (0 for none), and a word of the cure. */
  static Stream<Arguments> badFiles() {
    return Stream.of(
        arguments("a misspelt key", job("retrys: { attempts: 2 }"), 3, "retry"),
        arguments("a duplicate key", job("cpu: 256\ncpu: 512"), 4, "cpu"),
        arguments("a wrong type", job("cpu: lots"), 3, "cpu"),
        arguments("no mapping", "- a\n- b\n", 1, "keys"),
        arguments("an empty file", "", 0, "holds no job"),
        arguments("an alias bomb", bomb(), 1, ""),
        arguments("a path in the name", "job: ../../etc/passwd\nimage: a:1\n", 1, "job"),
        arguments("no Fargate pair", job("cpu: 256\nmemory: 4096"), 4, "2048"),
        arguments("the tag latest", "job: j\nimage: a:latest\n", 2, "latest"),
        arguments("no tag", "job: j\nimage: a\n", 2, "tag"),
        arguments("an impossible cron", job("schedule: { cron: '0 0 30 2 ? *' }"), 3, "never"),
        arguments(
            "an unknown zone",
            job("schedule: { cron: '0 0 * * ? *', timezone: Europe/Berlim }"),
            3,
            "Berlin"),
        arguments("a negative duration", job("timeout: -5m"), 3, "timeout"),
        arguments("an absurd duration", job("timeout: 99999999d"), 3, "timeout"),
        arguments("a duration without a unit", job("timeout: 5"), 3, "timeout"),
        arguments("a key of a later issue", job("array: { size: 3 }"), 3, "not yet"));
  }

  private static String job(String more) {
    return "job: j\nimage: a:1\n" + more + "\n";
  }

  private static String bomb() {
    var text = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x]\n");
    for (var c = 'b'; c < 'k'; c++) {
      var before = "*" + (char) (c - 1);
      text.append(
          "%c: &%c [%s]\n"
              .formatted(c, c, String.join(", ", java.util.Collections.nCopies(9, before))));
    }
    return text.toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badFiles")
  void isToldInOneLineWithFileAndLine(String what, String content, int line, String word) {
    var cli = new Cli(folder).with("j.yaml", content.getBytes(StandardCharsets.UTF_8));
    for (var command : new String[] {"validate", "run", "next"}) {
      var result = command.equals("validate") ? cli.run(command) : cli.run(command, "j");
      assertThat(result.exit()).as(what).isEqualTo(2);
      assertThat(result.out()).as(what).isEmpty();
      assertThat(result.complaints()).as("%s in %s", what, command).isNotEmpty();
      assertThat(result.complaints().getFirst())
          .startsWith(cli.jobs().resolve("j.yaml") + (line == 0 ? ": " : ":" + line + ": "))
          .containsIgnoringCase(word);
      assertThat(result.err()).doesNotContain("\tat ").doesNotContain("Exception");
    }
    assertThat(cli.data()).doesNotExist();
  }

  @Test
  void binaryAndVeryLargeFilesAreToldInOneLine() {
    var binary = new byte[4096];
    new Random(7).nextBytes(binary);
    var large = "x".repeat(TEN_MEGABYTES).getBytes(StandardCharsets.UTF_8);
    for (var content : new byte[][] {binary, large}) {
      var cli = new Cli(folder).with("j.yaml", content);
      var result = cli.run("run", "j");
      assertThat(result.exit()).isEqualTo(2);
      assertThat(result.complaints()).hasSize(1);
      assertThat(result.err()).startsWith(cli.jobs().resolve("j.yaml") + ":").hasSizeLessThan(500);
      assertThat(cli.data()).doesNotExist();
    }
  }

  @Test
  void eachFindingOfEachFileIsTold() {
    var cli =
        new Cli(folder)
            .with("a.yaml", "job: a", "image: a:latest", "cpuu: 1")
            .with("b.yaml", "job: b", "image: b:1")
            .with("c.yaml", "job: b", "image: c:1", "timeout: soon");
    var result = cli.run("validate");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.complaints())
        .hasSize(5)
        .anyMatch(line -> line.contains("a.yaml:2:"))
        .anyMatch(line -> line.contains("a.yaml:3:") && line.contains("cpu"))
        .anyMatch(line -> line.contains("c.yaml:1:") && line.contains("b.yaml"))
        .anyMatch(line -> line.contains("c.yaml:3:"))
        .contains("2 of 3 job files cannot be used");
  }

  @Test
  void theFileOfAnotherJobIsNoHindrance() throws Exception {
    var cli =
        new Cli(folder)
            .with("a.yaml", "job: a", "image: a:1", "schedule: { rate: 1m }")
            .with("b.yaml", "job: b", "image: b:latest");
    assertThat(cli.run("next", "a").exit()).isZero();
    assertThat(cli.run("next", "b").exit()).isEqualTo(2);
    Files.delete(cli.jobs().resolve("b.yaml"));
    assertThat(cli.run("next", "b").complaints())
        .singleElement()
        .asString()
        .contains("no job named b");
  }
}

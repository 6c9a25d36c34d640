package dev.longshore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadCommandLineTest {

  private static final List<String> COMMANDS =
      List.of(
          "init",
          "validate",
          "run",
          "runs",
          "show",
          "explain",
          "logs",
          "cancel",
          "next",
          "classify",
          "ecs",
          "doctor",
          "smoke");

  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void giveItAJob() {
    cli =
        new Cli(folder)
            .withJob("a", "[echo, hi]", "parameters: { n: { type: integer } }", "cpu: 256");
  }

  /** A command line, and a word of the one line that it is answered with. */
  record Bad(List<String> line, String word) {

    static Bad of(String word, String... line) {
      return new Bad(List.of(line), word);
    }
  }

  static Stream<Bad> badLines() {
    return Stream.of(
        Bad.of("no job named b", "run", "b"),
        Bad.of("a job name is", "run", "../a"),
        Bad.of("n", "run", "a", "--param", "n=many"),
        Bad.of("m", "run", "a", "--param", "m=1"),
        Bad.of("--param", "run", "a", "--param", "n"),
        Bad.of("nearest", "run", "a", "--cpu", "256", "--memory", "64000"),
        Bad.of("--cpu", "run", "a", "--cpu", "much"),
        Bad.of("spot or on_demand", "run", "a", "--capacity", "cheap"),
        Bad.of("Longshore's own", "run", "a", "--env", "LONGSHORE_JOB=b"),
        Bad.of("cannot be read", "run", "a", "--each", "/nowhere/parameters"),
        Bad.of("--speed", "run", "a", "--speed", "0"),
        Bad.of("--speed", "run", "a", "--speed", "NaN"),
        Bad.of("--lifecycle", "run", "a", "--lifecycle", "slow"),
        Bad.of("--interrupt-after", "run", "a", "--interrupt-after", "-3s"),
        Bad.of("JOB", "run"),
        Bad.of("holds no runs", "runs"),
        Bad.of("holds no runs", "show", "a"),
        Bad.of("holds no runs", "explain", "a"),
        Bad.of("holds no runs", "logs", "a"),
        Bad.of("holds no runs", "cancel", "a"),
        Bad.of("--limit", "runs", "--limit", "0"),
        Bad.of("--limit", "runs", "--limit", "-1"),
        Bad.of("--state", "runs", "--state", "done"),
        Bad.of("cancel takes", "cancel"),
        Bad.of("cancel takes", "cancel", "a", "--job", "a"),
        Bad.of("--reason", "cancel", "a", "--reason", "two\nlines"),
        Bad.of("next takes", "next"),
        Bad.of("next takes", "next", "a", "--cron", "0 0 * * ? *"),
        Bad.of("no schedule", "next", "a"),
        Bad.of("--timezone", "next", "a", "--timezone", "UTC"),
        Bad.of("six fields", "next", "--cron", "0 0 * * *"),
        Bad.of("never", "next", "--cron", "0 0 31 4 ? *"),
        Bad.of("time zone", "next", "--cron", "0 0 * * ? *", "--timezone", "Mars/Olympus"),
        Bad.of("--from", "next", "--cron", "0 0 * * ? *", "--from", "tomorrow"),
        Bad.of("--count", "next", "--cron", "0 0 * * ? *", "--count", "0"),
        Bad.of("--port", "ecs", "--port", "-1"),
        Bad.of("--port", "ecs", "--port", "65536"),
        Bad.of("process or docker", "ecs", "--runtime", "podman"),
        Bad.of("--events", "ecs", "--events", "localhost"),
        Bad.of("--events", "ecs", "--events", "ftp://a:1"),
        Bad.of("12 digits", "ecs", "--account", "1"),
        Bad.of("--region", "ecs", "--region", "here"),
        Bad.of("--host", "ecs", "--host", "no such host"),
        Bad.of("--speed", "ecs", "--speed", "0"),
        Bad.of("--lifecycle", "ecs", "--lifecycle", "slow"),
        Bad.of("--interruptions", "ecs", "--interruptions", "-1"),
        Bad.of("--env", "ecs", "--env", "NAME"),
        Bad.of("--event", "classify"),
        Bad.of("there is no file", "classify", "--event", "/nowhere/event.json"));
  }

  @ParameterizedTest
  @MethodSource("badLines")
  void isAnsweredInOneLineAndNothingIsWritten(Bad bad) {
    var arguments = bad.line().subList(1, bad.line().size()).toArray(String[]::new);
    var result = cli.run(bad.line().getFirst(), arguments);
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.complaints()).singleElement().asString().contains(bad.word());
    assertThat(result.err()).doesNotContain("Exception").doesNotContain("a bug");
    assertThat(cli.data()).doesNotExist();
  }

  @Test
  void anOptionThatIsMisspeltIsAnsweredWithTheNearOne() {
    for (var command : COMMANDS) {
      var result =
          switch (command) {
            case "run", "show", "explain", "logs" -> cli.runBare(command, "a", "--jsno");
            case "classify" -> cli.runBare(command, "--event", "a", "--jsno");
            default -> cli.runBare(command, "--jsno");
          };
      assertThat(result.exit()).isEqualTo(2);
      assertThat(result.complaints())
          .singleElement()
          .asString()
          .contains("'--jsno'; did you mean --json?");
    }
  }

  @Test
  void aCommandThatIsMisspeltIsAnsweredWithTheNearOne() {
    assertThat(cli.runBare("explian", "a").complaints())
        .containsExactly(
            "longshore: there is no command 'explian'; did you mean explain? (see longshore"
                + " --help)");
    assertThat(cli.runBare().exit()).isEqualTo(2);
  }

  @Test
  void everyCommandHasHelpWithTheCommonOptionsAndExamples() {
    for (var command : COMMANDS) {
      var result = cli.runBare(command, "--help");
      assertThat(result.exit()).isZero();
      assertThat(result.out())
          .contains("--jobs=DIR", "--data=DIR", "--json", "--verbose", "Examples:")
          .contains("longshore " + command);
    }
    assertThat(cli.runBare("--help").lines()).anyMatch(line -> line.contains("explain"));
  }

  @Test
  void aFolderOfJobsThatIsMissingOrEmptyIsNamed() throws IOException {
    var missing = new Cli(folder.resolve("elsewhere"));
    for (var result : List.of(missing.run("validate"), missing.run("run", "a"))) {
      assertThat(result.exit()).isEqualTo(2);
      assertThat(result.complaints())
          .singleElement()
          .asString()
          .contains(missing.jobs().toString(), "--jobs");
    }
    Files.createDirectories(missing.jobs());
    assertThat(missing.run("validate").complaints()).singleElement().asString().contains("*.yaml");
  }

  /**
   * For root, whom no permission stops, a folder that nobody can make stands for a read-only one.
   */
  @Test
  void aDataFolderThatCannotBeWrittenIsNamed() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "not a folder");
    var data = file.resolve("data").toString();
    var result = cli.runBare("run", "a", "--jobs", cli.jobs().toString(), "--data", data);
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.complaints()).singleElement().asString().contains(data);
    assertThat(file).hasContent("not a folder");
  }

  @Test
  void aDataFolderThatIsAFileIsNamed() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "not a folder");
    for (var command : List.of("run", "show")) {
      var result =
          cli.runBare(command, "a", "--jobs", cli.jobs().toString(), "--data", file.toString());
      assertThat(result.exit()).isEqualTo(2);
      assertThat(result.complaints()).singleElement().asString().contains(file.toString());
    }
  }

  @Test
  void aLedgerThatIsNoDatabaseIsNamedAndKept() throws IOException {
    Files.createDirectories(cli.data());
    var ledger = Files.writeString(cli.data().resolve("ledger.db"), "not a database ".repeat(99));
    var before = Files.readAllBytes(ledger);
    for (var command : List.of("run", "show")) {
      var result = cli.run(command, "a");
      assertThat(result.exit()).isEqualTo(2);
      assertThat(result.complaints()).singleElement().asString().contains("ledger.db");
    }
    assertThat(ledger).hasBinaryContent(before);
  }

  @Test
  void theLineOfAParameterFileIsNamed() throws IOException {
    var file = Files.writeString(folder.resolve("each"), "{\"n\": 1}\n\n{\"n\": \"many\"}\n");
    var result = cli.run("run", "a", "--each", file.toString());
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.complaints()).singleElement().asString().contains(file + ":3:");
    assertThat(cli.data()).doesNotExist();
  }

  @Test
  void aStackTraceIsShownToWhoAsksForIt() {
    assertThat(cli.run("show", "a").err()).doesNotContain("\tat ");
    assertThat(cli.run("show", "a", "--verbose").err()).contains("holds no runs", "\tat ");
  }
}

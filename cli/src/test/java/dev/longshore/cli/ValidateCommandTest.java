package dev.longshore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {

  @TempDir private Path folder;

  private Cli cli() {
    return new Cli(folder)
        .with(
            "a.yaml",
            "job: a",
            "image: a:1",
            "schedule: { cron: '0 8 * * ? *', timezone: Asia/Seoul }")
        .with("b.yaml", "job: b", "image: b:1", "queue: { mode: message }");
  }

  @Test
  void saysWhatStartsEachJob() {
    var result = cli().run("validate");
    assertThat(result.exit()).isZero();
    assertThat(result.complaints()).containsExactly("all 2 are valid");
    assertThat(result.lines()).hasSize(3);
    assertThat(result.lines().get(0)).matches("JOB +VERSION +FILE +STARTED BY");
    assertThat(result.lines().get(1)).startsWith("a ").endsWith("cron 0 8 * * ? * Asia/Seoul");
    assertThat(result.lines().get(2)).startsWith("b ").endsWith("its queue");
  }

  @Test
  void writesALineOfJsonForEachFile() {
    var cli = cli().with("c.yaml", "job: c", "image: c:latest", "foo: 1");
    var result = cli.run("validate", "--json");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).isEmpty();
    assertThat(result.json()).hasSize(3);
    assertThat(result.json().get(0).values())
        .asString()
        .isEqualTo("{file=%s, valid=true, findings=[]}".formatted(cli.jobs().resolve("a.yaml")));
    var bad = result.json().get(2);
    assertThat(bad.isTrue("valid")).isFalse();
    assertThat(bad.objects("findings"))
        .extracting(finding -> finding.integer("line"))
        .containsExactly(2, 3);
    assertThat(bad.objects("findings"))
        .allSatisfy(finding ->
            assertThat(finding.values().keySet())
                .asString()
                .isEqualTo("[file, line, key, message]"));
  }

  @Test
  void writesTheVersionsOfValidJobsAsJson() {
    var result = cli().run("validate", "--json");
    assertThat(result.exit()).isZero();
    assertThat(result.json()).extracting(line -> line.text("job")).containsExactly("a", "b");
    assertThat(result.json()).allSatisfy(line -> assertThat(line.text("jobVersion")).hasSize(16));
  }

  @Test
  void checksTheFilesThatAreNamedAlone() {
    var cli = cli().with("c.yaml", "job: c", "image: c:latest");
    var a = cli.jobs().resolve("a.yaml").toString();
    var c = cli.jobs().resolve("c.yaml").toString();
    assertThat(cli.run("validate", a).exit()).isZero();
    assertThat(cli.run("validate", a, a).exit()).isZero();
    assertThat(cli.run("validate", c, a).complaints())
        .anyMatch(line -> line.startsWith(c + ":2: image: "))
        .contains("1 of 2 job files cannot be used");
    assertThat(cli.run("validate", "/nowhere/x.yaml").complaints())
        .singleElement()
        .asString()
        .startsWith("/nowhere/x.yaml: ");
  }

  @Test
  void aMissingFolderIsAFindingToo() {
    var result = new Cli(folder.resolve("elsewhere")).run("validate", "--json");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.json())
        .singleElement()
        .satisfies(line -> assertThat(line.objects("findings")).hasSize(1));
  }
}

package dev.longshore.jobfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.jobfile.Reading.Accepted;
import dev.longshore.jobfile.Reading.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no job files: one clear line each, at once. */
@Timeout(10)
class BadInputTest {

  private static final String EMPTY =
      "holds no job: at least job and image must be there, such as job: hello";

  private final JobFiles files = new JobFiles();

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("x.yaml"), text);
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("x.yaml"), bytes);
  }

  /** What is said of a file, without the file's name. */
  private List<String> complaints(Path file) {
    return switch (files.readFile(file)) {
      case Accepted<?> _ -> List.of();
      case Refused<?>(var complaints) ->
          complaints.stream()
              .map(one -> one.toString().substring(file.toString().length() + 1).strip())
              .toList();
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "\n\n", "# only a comment\n", "---\n", "---\n...\n", "~", "null\n"})
  void anEmptyFileHoldsNoJob(String text) throws IOException {
    assertThat(complaints(file(text))).containsExactly(EMPTY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hello     | the text 'hello'
          42        | the number 42
          true      | true
          '[a, b]'  | a list
          '- a'     | a list
          '"job: a"' | the text 'job: a'
          """)
  void aFileThatIsNoMappingIsToldWhatItIs(String text, String found) throws IOException {
    assertThat(complaints(file(text)))
        .containsExactly(
            "1: a job file is a mapping of keys such as job and image, but this is " + found);
  }

  @Test
  void severalDocumentsAreNotOneJob() throws IOException {
    assertThat(complaints(file("job: a\nimage: a:1\n---\njob: b\nimage: b:1\n")))
        .containsExactly("3: a second document starts here, but a job file holds one job");
    assertThat(complaints(file("---\njob: a\nimage: a:1\n...\n"))).isEmpty();
  }

  @Test
  void aFileThatIsNotThereOrNoFileIsSaidToBeSo() throws IOException {
    assertThat(complaints(folder.resolve("nowhere.yaml"))).containsExactly("does not exist");
    assertThat(complaints(folder)).containsExactly("is a folder, no job file");
    assertThat(complaints(Path.of("/dev/zero"))).containsExactly("is no regular file");
  }

  @Test
  void aLinkToItselfDoesNotExist() throws IOException {
    var link = folder.resolve("loop.yaml");
    Files.createSymbolicLink(link, link);

    assertThat(complaints(link)).containsExactly("does not exist");
  }

  @Test
  void aFileIsReadUpToItsLargestSizeAndNoFurther() throws IOException {
    var job = "job: a\nimage: a:1\n#";
    var largest = job + " ".repeat(JobText.SIZE_MAX - job.length());

    assertThat(complaints(file(largest))).isEmpty();
    assertThat(complaints(file(largest + " ")))
        .containsExactly("is larger than 256 KiB; a job file is a page of YAML");
    assertThat(complaints(file("a".repeat(10_000_000))))
        .containsExactly("is larger than 256 KiB; a job file is a page of YAML");
  }

  @Test
  void binariesAreNotText() throws IOException {
    assertThat(complaints(file("job: a\nimage: \0\n")))
        .containsExactly("2: holds the control character U+0000: a job file is UTF-8 text");
    assertThat(complaints(file("job: a\u001b[31m\n")))
        .containsExactly("1: holds the control character U+001B: a job file is UTF-8 text");
    assertThat(complaints(file(new byte[] {'\n', 'a', (byte) 0xC3, (byte) 0x28})))
        .containsExactly("2: is not UTF-8: save the file as UTF-8 text");
    assertThat(complaints(file("job: a\n".getBytes(StandardCharsets.UTF_16))))
        .containsExactly("1: is not UTF-8: save the file as UTF-8 text");
    assertThat(complaints(file(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0})))
        .containsExactly("1: holds the control character U+007F: a job file is UTF-8 text");
  }

  @Test
  void aByteOrderMarkAndWindowsLineEndsAreFine() throws IOException {
    assertThat(complaints(file("\uFEFFjob: a\r\nimage: a:1\r\n"))).isEmpty();
  }

  @Test
  void anAliasIsTheValueThatItStandsFor() throws IOException {
    assertThat(complaints(file("job: a\nimage: &i a:1\ndescription: *i\n"))).isEmpty();
    assertThat(complaints(file("job: a\nimage: a:1\nretry: &r { attempts: 0 }\ncapacity: *r\n")))
        .containsExactly(
            "3: capacity.attempts: unknown key; the known ones are spot, onDemandAfter",
            "3: retry.attempts: must be from 1 to 100, but is 0");
  }

  @Test
  void anAliasOfNothingOrOfItselfIsRefused() throws IOException {
    assertThat(complaints(file("job: *a\n")))
        .containsExactly("1: job: '*a' stands for nothing above it");
    assertThat(complaints(file("job: &a [*a]\n")))
        .containsExactly("1: job[0]: '*a' stands for nothing above it");
  }

  @Test
  void anAliasBombDoesNotGoOff() throws IOException {
    var bomb = new StringBuilder("l0: &l0 [a, a, a, a, a, a, a, a, a, a]\n");
    for (var i = 1; i < 12; i++) {
      bomb.append("l%d: &l%d [%s]\n".formatted(i, i, ("*l" + (i - 1) + ", ").repeat(10)));
    }

    assertThat(complaints(file(bomb.toString())))
        .singleElement()
        .asString()
        .endsWith("a job file has at most 10000 values, those behind aliases included");
  }

  @Test
  void valuesAreTakenUpToTheirMostAndNoFurther() throws IOException {
    var others = 4; // the file's mapping, job, image, the list
    var most = "job: a\nimage: a:1\nx: [" + "a,".repeat(YamlReader.NODES_MAX - others) + "]\n";

    assertThat(complaints(file(most))).singleElement().asString().contains("x: unknown key");
    assertThat(complaints(file(most.replace("[", "[a,"))))
        .singleElement()
        .asString()
        .endsWith("a job file has at most 10000 values, those behind aliases included");
  }

  @Test
  void nestingIsTakenUpToItsDeepestAndNoFurther() throws IOException {
    var inner = YamlReader.DEPTH_MAX - 1; // the file's mapping is the first

    assertThat(complaints(file("job: a\nimage: a:1\nx: " + "[".repeat(inner) + "]".repeat(inner))))
        .singleElement()
        .asString()
        .contains("x: unknown key");
    assertThat(complaints(file("x: " + "[".repeat(inner + 1) + "]".repeat(inner + 1))))
        .singleElement()
        .asString()
        .endsWith("lists and mappings may be nested 16 deep at most");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? ", "!!x ", "&a [", "'", "\"", "|\n ", "a: &a b: "})
  void deepAndLongRepetitionIsRefusedAtOnce(String part) throws IOException {
    assertThat(complaints(file(part.repeat(JobText.SIZE_MAX / part.length())))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'job: [a' | not YAML
          'job: a: b' | not YAML: mapping values are not allowed here
          '%YAML 3.0' | not YAML: the version must be 1.2, but is 3.0
          'job: "a' | not YAML
          'job: !!java/object a' | job: the tag 'tag:yaml.org,2002:java/object' is not for job files: drop it
          'job: !!str a' | job: the tag 'tag:yaml.org,2002:str' is not for job files: drop it
          'job: !env a' | job: the tag '!env' is not for job files: drop it
          '!!javax.script.ScriptEngineManager [a]' | the tag 'tag:yaml.org,2002:javax.script.ScriptEngineManager' is not for job files: drop it
          'job: !<tag:yaml.org,2002:binary> aGk=' | job: the tag 'tag:yaml.org,2002:binary' is not for job files: drop it
          '[a, b]: c' | a key must be a plain text
          '*a : c' | a key must be a plain text
          '<<: {}' | ['<<']: unknown key
          '123: a' | 123: unknown key
          'null: a' | null: unknown key
          """)
  void whatIsNoYamlOrMoreThanJobFilesNeedIsRefusedInALine(String text, String complaint)
      throws IOException {
    assertThat(complaints(file(text + "\n")).stream().filter(line -> !line.contains("is missing")))
        .singleElement()
        .asString()
        .contains(complaint);
  }

  @Test
  void aTabIsNamed() throws IOException {
    assertThat(complaints(file("retry:\n\tattempts: 3\n")))
        .singleElement()
        .asString()
        .startsWith("2: not YAML: ")
        .contains("TAB");
  }

  @Test
  void noMoreComplaintsAreToldThanAnyoneReads() throws IOException {
    var text = new StringBuilder("job: a\nimage: a:1\n");
    for (var i = 0; i < Complaints.TOLD_MAX + 5; i++) {
      text.append("zz%d: 1\n".formatted(i));
    }

    var complaints = complaints(file(text.toString()));

    assertThat(complaints).hasSize(Complaints.TOLD_MAX + 1);
    assertThat(complaints.getLast()).isEqualTo("102: and 5 more from here on");
  }

  @Test
  void aFileOfMistakesIsNotReadToItsEnd() throws IOException {
    var text = new StringBuilder("job: a\nimage: a:1\nschedule:\n");
    for (var i = 0; i < 3_000; i++) {
      text.append("- { cron: bad, timezone: Eurrope/Amsterdamm }\n");
    }

    var complaints = complaints(file(text.toString()));

    assertThat(complaints).hasSize(Complaints.TOLD_MAX + 1);
    assertThat(complaints.getLast()).endsWith("and many more");
  }

  @Test
  void aLongKeyIsNotKeptForEachValueBelowIt() throws IOException {
    var key = "k".repeat(200_000);
    var text = "? %s\n: [%s]\njob: a\nimage: a:1\n".formatted(key, "a, ".repeat(9_000));

    assertThat(complaints(file(text)))
        .singleElement()
        .asString()
        .startsWith("1: ['%s…']: unknown key".formatted("k".repeat(60)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"((((){1000}){1000}){1000}){2}", "(){2000000000}", "(a{0,99999}){0,99999}"})
  void aPatternThatGoesRoundForNothingIsNotTried(String pattern) throws IOException {
    assertThat(
            complaints(
                file(
                    """
                    job: a
                    image: a:1
                    parameters: { p: { pattern: '%s', default: x } }
                    """
                        .formatted(pattern))))
        .containsExactly(
            "3: parameters.p.pattern: repeats too often: its counts multiply to more than 1000000");
  }

  @Test
  void whatTheFileSaysMovesNoTerminal() throws IOException {
    assertThat(complaints(file("job: a\nimage: a:1\n\"\\e[31mred\\nline\": \"\\u2028\"\n")))
        .containsExactly(
            "3: ['\\u001b[31mred\\u000aline']: unknown key; the known ones are "
                + String.join(
                    ", ",
                    SchemaWalk.schema().object("properties").orElseThrow().values().keySet()));
  }

  @Test
  void aLongValueIsCut() throws IOException {
    assertThat(complaints(file("job: %s\nimage: a:1\n".formatted("ä".repeat(200)))))
        .singleElement()
        .asString()
        .endsWith("but is '" + "ä".repeat(60) + "…'");
  }
}

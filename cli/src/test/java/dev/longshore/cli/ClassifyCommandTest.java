package dev.longshore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifyCommandTest {

  @TempDir private Path folder;

  private Cli.Result classify(String event, String... more) throws IOException {
    return classify(event.getBytes(StandardCharsets.UTF_8), more);
  }

  private Cli.Result classify(byte[] event, String... more) throws IOException {
    var file = Files.write(folder.resolve("event.json"), event).toString();
    var arguments = new java.util.ArrayList<>(java.util.List.of("classify", "--event", file));
    arguments.addAll(java.util.List.of(more));
    return new Cli(folder).runBare(arguments.toArray(String[]::new));
  }

  private String outcome(String event) throws IOException {
    var result = classify(event, "--json");
    assertThat(result.exit()).as(result.err()).isZero();
    var document = result.json().getFirst();
    assertThat(document.values().keySet()).asString().isEqualTo("[outcome, evidence]");
    assertThat(document.objects("evidence"))
        .isNotEmpty()
        .allSatisfy(one ->
            assertThat(one.values().keySet()).asString().isEqualTo("[field, value, meaning]"));
    return String.valueOf(document.textOrNull("outcome"));
  }

  /** A stopped task's stop code, reason, start, and exit code and reason of each container. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          EssentialContainerExited  | Essential container in task exited   | 0             | -    | SUCCEEDED
          EssentialContainerExited  | Essential container in task exited   | 1             | -    | FAILED
          EssentialContainerExited  | Essential container in task exited   | 0,1           | -    | FAILED
          EssentialContainerExited  | Essential container in task exited   | 0,null        | -    | FAILED
          EssentialContainerExited  | Essential container in task exited   | 137           | -    | FAILED
          EssentialContainerExited  | Essential container in task exited   | 137 | OutOfMemoryError: Container killed due to memory usage | OUT_OF_MEMORY
          EssentialContainerExited  | Essential container in task exited   | 1   | OUTOFMEMORYERROR: container killed due to memory usage | OUT_OF_MEMORY
          SpotInterruption          | Your Spot Task was interrupted.      | 0             | -    | INTERRUPTED
          TerminationNotice         | Your Spot Task was interrupted.      | 143           | -    | INTERRUPTED
          -                         | Your Spot Task was interrupted.      | 0             | -    | INTERRUPTED
          EssentialContainerExited  | your spot task was interrupted       | 0             | -    | INTERRUPTED
          InfrastructureHealth      | -                                    | 137           | -    | INTERRUPTED
          TaskFailedToStart         | CannotPullContainerError: not found  | null          | -    | LAUNCH_FAILED
          UserInitiated             | Task stopped by user                 | 143           | -    | CANCELLED
          UserInitiated             | Task stopped by user                 | 0             | -    | CANCELLED
          UserInitiated             | -                                    | null          | -    | CANCELLED
          UserInitiated             | longshore:IDLE_STOPPED: silent       | 143           | -    | IDLE_STOPPED
          UserInitiated             | longshore:TIMED_OUT: over 2h         | 0             | -    | TIMED_OUT
          UserInitiated             | longshore:START_TIMED_OUT: over 10m  | null          | -    | START_TIMED_OUT
          EssentialContainerExited  | longshore:TIMED_OUT: said the job    | 1             | -    | FAILED
          SomethingNew              | -                                    | 0             | -    | SUCCEEDED
          SomethingNew              | -                                    | 3             | -    | FAILED
          -                         | -                                    | null          | -    | FAILED
          """)
  void tellsTheOutcomeOfAStoppedTask(
      String code, String reason, String exits, String containerReason, String outcome)
      throws IOException {
    var containers = new StringBuilder();
    for (var exit : exits.split(",", -1)) {
      containers.append(
          "%s{\"name\":\"c%d\",\"exitCode\":%s,\"reason\":%s}"
              .formatted(
                  containers.isEmpty() ? "" : ",",
                  containers.length(),
                  exit,
                  quoted(containerReason)));
    }
    var detail =
        """
        {"lastStatus":"STOPPED","startedAt":"2026-11-21T10:00:00.123Z","stopCode":%s,
         "stoppedReason":%s,"containers":[%s],"taskArn":"arn:x","unknown":{"a":[1]}}\
        """
            .formatted(quoted(code), quoted(reason), containers);
    assertThat(outcome(detail)).isEqualTo(outcome);
    assertThat(outcome("{\"version\":\"0\",\"detail-type\":\"x\",\"detail\":%s}".formatted(detail)))
        .isEqualTo(outcome);
    assertThat(outcome("{\"failures\":[],\"tasks\":[%s]}".formatted(detail))).isEqualTo(outcome);
  }

  private static String quoted(String text) {
    return text == null ? "null" : "\"" + text + "\"";
  }

  @Test
  void aTaskThatHasNotStoppedHasNoOutcome() throws IOException {
    assertThat(
            outcome(
                """
                {"lastStatus":"RUNNING","desiredStatus":"STOPPED","stopCode":"SpotInterruption"}\
                """))
        .isEqualTo("null");
    assertThat(classify("{\"lastStatus\":\"PENDING\"}").lines()).contains("not stopped");
  }

  @Test
  void aTaskOfWhichAlmostNothingIsKnownNeverStarted() throws IOException {
    assertThat(outcome("{\"lastStatus\":\"STOPPED\"}")).isEqualTo("LAUNCH_FAILED");
    assertThat(outcome("{\"lastStatus\":\"STOPPED\",\"containers\":[{}],\"stopCode\":null}"))
        .isEqualTo("LAUNCH_FAILED");
    assertThat(outcome("{\"lastStatus\":\"STOPPED\",\"containers\":[{\"exitCode\":0}]}"))
        .isEqualTo("SUCCEEDED");
  }

  @Test
  void takesTheCapitalsOfStepFunctionsAndTimesAsNumbers() throws IOException {
    assertThat(
            outcome(
                """
                {"TaskArn":"arn:x","LastStatus":"STOPPED","StartedAt":1589221473000,
                 "StopCode":"EssentialContainerExited",
                 "Containers":[{"Name":"job","ExitCode":0,"Reason":null}]}\
                """))
        .isEqualTo("SUCCEEDED");
    assertThat(
            outcome(
                """
                {"tasks":[{"lastStatus":"STOPPED","startedAt":1589221473.255,
                 "stoppedAt":"2026-11-21T10:00:00.123000+09:00",
                 "containers":[{"name":"job","exitCode":4}]}]}\
                """))
        .isEqualTo("FAILED");
  }

  @Test
  void saysWhatFollowsForPeople() throws IOException {
    var result =
        classify(
            "{\"lastStatus\":\"STOPPED\",\"stopCode\":\"SpotInterruption\",\"containers\":[]}");
    assertThat(result.lines())
        .containsExactly(
            "INTERRUPTED",
            "FIELD     VALUE             MEANING",
            "stopCode  SpotInterruption  AWS took the Spot capacity back",
            "Not the job's failure: tried again as far as `retry.interruptions` allows.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "{",
        "nonsense",
        "[]",
        "[{\"lastStatus\":\"STOPPED\"}]",
        "null",
        "7",
        "{}",
        "{\"detail\":[]}",
        "{\"detail\":{}}",
        "{\"detail\":{\"state\":\"running\"},\"detail-type\":\"EC2 Instance\"}",
        "{\"tasks\":[]}",
        "{\"tasks\":[{\"lastStatus\":\"STOPPED\"},{\"lastStatus\":\"STOPPED\"}]}",
        "{\"tasks\":7}",
        "{\"lastStatus\":7}",
        "{\"lastStatus\":\"STOPPED\",\"containers\":{}}",
        "{\"lastStatus\":\"STOPPED\",\"containers\":[null]}",
        "{\"lastStatus\":\"STOPPED\",\"containers\":[{\"exitCode\":\"0\"}]}",
        "{\"lastStatus\":\"STOPPED\",\"startedAt\":\"yesterday\"}",
        "{\"lastStatus\":\"STOPPED\"} {}",
        "{\"lastStatus\":\"STOPPED\",\"lastStatus\":\"RUNNING\"}"
      })
  void whatIsNoTaskIsAnsweredInOneLine(String text) throws IOException {
    isRefused(classify(text));
    isRefused(classify(text, "--json"));
  }

  @Test
  void whatIsNoTextOrTooLargeIsAnsweredInOneLine() throws IOException {
    var binary = new byte[5000];
    new Random(7).nextBytes(binary);
    isRefused(classify(binary));
    isRefused(classify("[".repeat(100_000)));
    isRefused(classify("{\"lastStatus\":\"" + "x".repeat(10_000_000) + "\"}"));
    isRefused(new Cli(folder).runBare("classify", "--event", folder.toString()));
  }

  private void isRefused(Cli.Result result) {
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.complaints()).singleElement().asString().contains(folder.toString());
    assertThat(result.err()).hasSizeLessThan(500).doesNotContain("Exception");
  }

  @Test
  void aByteOrderMarkIsPassedOver() throws IOException {
    assertThat(outcome("\uFEFF{\"lastStatus\":\"STOPPED\"}")).isEqualTo("LAUNCH_FAILED");
  }
}

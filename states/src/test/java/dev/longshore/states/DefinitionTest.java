package dev.longshore.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionTest {

  private static final String LAMBDA = "arn:aws:states:::lambda:invoke";

  /** A machine whose only state is {@code S}. */
  private static String machine(String state) {
    return """
    {"QueryLanguage": "JSONata", "StartAt": "S", "States": {"S": %s}}
    """
        .formatted(state);
  }

  /** A machine whose only state is a Task with some fields more. */
  private static String task(String fields) {
    return machine(
        """
        {"Type": "Task", "Resource": "%s", "Arguments": {"FunctionName": "f"}, "End": true, %s}
        """
            .formatted(LAMBDA, fields));
  }

  private static List<String> findings(String definition) {
    return StateMachine.validate(definition).stream().map(Finding::toString).toList();
  }

  @Test
  void aSoundDefinitionHasNoFindings() {
    var definition =
        """
        {"Comment": "all that is known", "Version": "1.0", "QueryLanguage": "JSONata",
         "StartAt": "Work", "TimeoutSeconds": 3600,
         "States": {
           "Work": {
             "Type": "Task", "Comment": "work", "QueryLanguage": "JSONata",
             "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
             "Arguments": {"FunctionName": "f", "Payload": {"token": "{% $states.context.Task.Token %}"}},
             "TimeoutSeconds": "{% $states.input.timeout %}", "HeartbeatSeconds": 30,
             "Retry": [
               {"ErrorEquals": ["A", "B"], "IntervalSeconds": 1, "MaxAttempts": 0, "BackoffRate": 1.0,
                "MaxDelaySeconds": 31622399, "JitterStrategy": "NONE", "Comment": "never"},
               {"ErrorEquals": ["States.ALL"], "JitterStrategy": "FULL"}],
             "Catch": [
               {"ErrorEquals": ["States.Timeout"], "Next": "Work", "Output": "{% $states.errorOutput %}"},
               {"ErrorEquals": ["States.ALL"], "Next": "No", "Assign": {"error": "{% $states.errorOutput %}"}}],
             "Output": "{% $states.result %}", "Assign": {"n_1": 1, "größe": null}, "Next": "Which"},
           "Which": {
             "Type": "Choice",
             "Choices": [
               {"Condition": "{% $states.input.x > 1 %}", "Next": "Rest", "Output": {}, "Assign": {"x": 1}},
               {"Condition": true, "Next": "Until", "Comment": "always"}],
             "Default": "Yes", "Output": 1, "Assign": {"y": 1}},
           "Rest": {"Type": "Wait", "Seconds": 0, "Next": "Until"},
           "Until": {"Type": "Wait", "Timestamp": "2026-01-31T09:00:00+09:00", "Next": "Hand"},
           "Hand": {"Type": "Pass", "Output": [1], "End": true},
           "Yes": {"Type": "Succeed", "Output": {}, "Comment": "well"},
           "No": {"Type": "Fail", "Error": "{% $error.Error %}", "Cause": "no"}}}
        """;

    assertThat(findings(definition)).isEmpty();
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/findings/outlines.csv", delimiter = '|', quoteCharacter = '`')
  void aBrokenOutlineIsRefused(String definition, String finding) {
    assertThat(findings(definition)).contains(finding);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/findings/states.csv", delimiter = '|', quoteCharacter = '`')
  void aBrokenStateIsRefused(String state, String finding) {
    assertThat(findings(machine(state))).contains(finding);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/findings/tasks.csv", delimiter = '|', quoteCharacter = '`')
  void aBrokenTaskIsRefused(String fields, String finding) {
    assertThat(findings(task(fields))).contains(finding);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/findings/arguments.csv", delimiter = '|', quoteCharacter = '`')
  void brokenArgumentsAreRefused(String arguments, String finding) {
    var state =
        "{\"Type\": \"Task\", \"Resource\": \"%s\", \"End\": true, \"Arguments\": %s}"
            .formatted(LAMBDA, arguments);

    assertThat(findings(machine(state))).containsExactly(finding);
  }

  @Test
  void allFindingsAreGivenAtOnce() {
    var definition =
        """
        {"QueryLanguage": "JSONata", "StartAt": "A", "Extra": 1,
         "States": {
           "A": {"Type": "Pass", "Next": "B", "Next": "C"},
           "B": {"Type": "Task", "Resource": "x", "TimeoutSeconds": -1, "End": true},
           "D": {"Type": "Map", "Next": "E"},
           "E": {"Type": "Fail", "Cause": "{% ( %}"}}}
        """;

    assertThat(findings(definition))
        .containsExactlyInAnyOrder(
            "/States/A/Next: the key stands twice in its object",
            "/Extra: unknown field; a state machine has Comment, QueryLanguage, StartAt, States,"
                + " TimeoutSeconds, Version",
            "/States/A/Next: there is no state \"C\"",
            "/States/B/Resource: unknown resource \"x\"; known are"
                + " arn:aws:states:::events:putEvents, arn:aws:states:::lambda:invoke,"
                + " arn:aws:states:::lambda:invoke.waitForTaskToken",
            "/States/B/TimeoutSeconds: must be a whole number from 1 to 99999999, but is -1",
            "/States/D/Type: the state type Map is not supported yet",
            "/States/E/Cause: not a JSONata expression: S0203: Expected \")\" before end of"
                + " expression (at character 1)",
            "/States/B: no transition leads from StartAt to this state",
            "/States/D: no transition leads from StartAt to this state",
            "/States/E: no transition leads from StartAt to this state");
  }

  @Test
  void aWrongStartIsTheOnlyFindingAboutTransitions() {
    assertThat(findings(machine("{\"Type\": \"Succeed\"}").replace("\"S\",", "\"T\",")))
        .containsExactly("/StartAt: there is no state \"T\"");
  }

  @Test
  void theExceptionCarriesTheFindings() {
    assertThatThrownBy(() -> StateMachine.parse("{\"StartAt\": 1, \"QueryLanguage\": \"JSONata\"}"))
        .isInstanceOfSatisfying(
            InvalidStateMachine.class,
            refused ->
                assertThat(refused.findings())
                    .containsExactly(
                        new Finding("/StartAt", "must be a text, but is 1"),
                        new Finding("", "the field States is missing")))
        .hasMessage("/StartAt: must be a text, but is 1\nthe field States is missing");
  }

  @Test
  void aNameOfEightyCharactersIsTheLongest() {
    var longest = "x".repeat(80);

    assertThat(findings(machine("{\"Type\": \"Succeed\"}").replace("\"S\"", '"' + longest + '"')))
        .isEmpty();
    assertThat(findings(machine("{\"Type\": \"Succeed\"}").replace("\"S\"", "\"y" + longest + '"')))
        .containsExactly(
            "/States/y" + longest + ": a state's name has 1 to 80 characters, this one 81");
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 81})
  void aVariableOfEightyCharactersIsTheLongest(int length) {
    var state =
        "{\"Type\": \"Pass\", \"End\": true, \"Assign\": {\"%s\": 1}}"
            .formatted("v".repeat(length));

    assertThat(findings(machine(state))).hasSize(length == 80 ? 0 : 1);
  }

  @Test
  void oneMebibyteIsTheLargestDefinition() {
    var frame = machine("{\"Type\": \"Succeed\", \"Comment\": \"\"}").strip();
    // Each of these letters takes two bytes.
    var room = 1024 * 1024 - frame.length();
    var comment = "é".repeat(room / 2) + "x".repeat(room % 2);

    assertThat(findings(frame.replace("\"\"", '"' + comment + '"'))).isEmpty();
    assertThat(findings(frame.replace("\"\"", '"' + comment + "x\"")))
        .containsExactly("a definition has at most 1,048,576 bytes, this one 1,048,577");
  }

  @Test
  void otherResourcesCanBeAdded() {
    var wait =
        new TaskResource(
            "arn:aws:states:::sqs:sendMessage.waitForTaskToken", Set.of("QueueUrl"), Set.of());
    var definition =
        machine(
            "{\"Type\": \"Task\", \"Resource\": \"%s\", \"Arguments\": {\"QueueUrl\": \"q\"}, \"End\": true}"
                .formatted(wait.arn()));

    assertThat(StateMachine.validate(definition, Set.of(wait))).isEmpty();
    assertThat(StateMachine.validate(definition)).hasSize(1);
    assertThat(wait.waitsForToken()).isTrue();
    assertThat(wait.service()).isEqualTo("sqs");
    assertThat(wait.action()).isEqualTo("sendMessage.waitForTaskToken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lambda:invoke", "arn:aws:states:::lambda"})
  void aResourceMustNameServiceAndAction(String arn) {
    assertThatThrownBy(() -> new TaskResource(arn, Set.of(), Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SERVICE:ACTION");
  }

  @Test
  void askingForAStateThatIsNotThereIsABug() {
    assertThatThrownBy(() -> StateMachine.parse(machine("{\"Type\": \"Succeed\"}")).state("T"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no state T");
  }
}

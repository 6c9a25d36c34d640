package dev.longshore.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``| not JSON: the text is empty",
        "{\"a\"| not JSON: line 1, column 5: Unexpected end-of-input within/between Object entries",
        "[]| a definition must be a JSON object",
        "{}| the field QueryLanguage is missing, which means JSONPath; only \"JSONata\" is"
            + " supported yet",
        "{}| the field StartAt is missing",
        "{}| the field States is missing",
        "{\"QueryLanguage\": \"JSONPath\"}| /QueryLanguage: must be \"JSONata\", but is"
            + " \"JSONPath\"; no other is supported yet",
        "{\"QueryLanguage\": 1}| /QueryLanguage: must be a text, but is 1",
        "{\"Version\": \"2.0\"}| /Version: must be \"1.0\", but is \"2.0\"",
        "{\"StartAt\": 1}| /StartAt: must be a text, but is 1",
        "{\"StartAt\": \"\"}| /StartAt: must not be empty",
        "{\"States\": []}| /States: must be an object, but is []",
        "{\"States\": {}}| /States: must hold at least one state",
        "{\"States\": {\"a/b\": 1}}| /States/a~1b: must be an object, but is 1",
        "{\"TimeoutSeconds\": 0}| /TimeoutSeconds: must be a whole number from 1 to 99999999, but"
            + " is 0",
        "{\"TimeoutSeconds\": 1.0}| /TimeoutSeconds: must be a whole number from 1 to 99999999, but"
            + " is 1",
        "{\"Start\": \"A\"}| /Start: unknown field; a state machine has Comment, QueryLanguage,"
            + " StartAt, States, TimeoutSeconds, Version",
        "{\"StartAt\": \"A\", \"StartAt\": \"A\"}| /StartAt: the key stands twice in its object",
      })
  void aBrokenOutlineIsRefused(String definition, String finding) {
    assertThat(findings(definition)).contains(finding);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}| /States/S: the field Type is missing",
        "{\"Type\": \"Map\", \"End\": true}| /States/S/Type: the state type Map is not supported"
            + " yet",
        "{\"Type\": \"Parallel\"}| /States/S/Type: the state type Parallel is not supported yet",
        "{\"Type\": \"Loop\"}| /States/S/Type: unknown state type \"Loop\"; there are Task, Choice,"
            + " Wait, Pass, Succeed, Fail",
        "{\"Type\": \"Pass\"}| /States/S: needs either Next or \"End\": true",
        "{\"Type\": \"Pass\", \"End\": false}| /States/S: needs either Next or \"End\": true",
        "{\"Type\": \"Pass\", \"End\": true, \"Next\": \"S\"}| /States/S: needs either Next or"
            + " \"End\": true",
        "{\"Type\": \"Pass\", \"End\": \"yes\"}| /States/S/End: must be true, but is \"yes\"",
        "{\"Type\": \"Pass\", \"Next\": \"T\"}| /States/S/Next: there is no state \"T\"",
        "{\"Type\": \"Pass\", \"Next\": \"S\"}| /States: no state ends the execution: one needs"
            + " \"End\": true, Succeed or Fail",
        "{\"Type\": \"Pass\", \"End\": true, \"Result\": {}}| /States/S/Result: belongs to"
            + " JSONPath; JSONata has Arguments, Output and Assign",
        "{\"Type\": \"Pass\", \"End\": true, \"InputPath\": \"$\"}| /States/S/InputPath: belongs to"
            + " JSONPath; JSONata has Arguments, Output and Assign",
        "{\"Type\": \"Pass\", \"End\": true, \"QueryLanguage\": \"JSONPath\"}|"
            + " /States/S/QueryLanguage: must be \"JSONata\", as for the whole machine, but is"
            + " \"JSONPath\"",
        "{\"Type\": \"Pass\", \"End\": true, \"Seconds\": 1}| /States/S/Seconds: unknown field; a"
            + " Pass state has Assign, Comment, End, Next, Output, QueryLanguage, Type",
        "{\"Type\": \"Pass\", \"End\": true, \"Output\": {\"a\": \"{% 1 + %}\"}}|"
            + " /States/S/Output/a: not a JSONata expression: S0207: Unexpected end of expression"
            + " (at character 3)",
        "{\"Type\": \"Pass\", \"End\": true, \"Assign\": 1}| /States/S/Assign: must be an object,"
            + " but is 1",
        "{\"Type\": \"Pass\", \"End\": true, \"Assign\": {\"states\": 1}}| /States/S/Assign/states:"
            + " the variable $states is reserved",
        "{\"Type\": \"Pass\", \"End\": true, \"Assign\": {\"1a\": 1}}| /States/S/Assign/1a: a"
            + " variable's name is a letter followed by letters, digits and _, at most 80 in all",
        "{\"Type\": \"Pass\", \"End\": true, \"Assign\": {\"a b\": 1}}| /States/S/Assign/a b: a"
            + " variable's name is a letter followed by letters, digits and _, at most 80 in all",
        "{\"Type\": \"Pass\", \"End\": true, \"Assign\": {\"\": 1}}| /States/S/Assign/: a"
            + " variable's name is a letter followed by letters, digits and _, at most 80 in all",
        "{\"Type\": \"Wait\", \"End\": true}| /States/S: a Wait state needs either Seconds or"
            + " Timestamp",
        "{\"Type\": \"Wait\", \"End\": true, \"Seconds\": 1, \"Timestamp\": \"{% 1 %}\"}|"
            + " /States/S: a Wait state needs either Seconds or Timestamp",
        "{\"Type\": \"Wait\", \"End\": true, \"Seconds\": -1}| /States/S/Seconds: must be a whole"
            + " number from 0 to 99999999, but is -1",
        "{\"Type\": \"Wait\", \"End\": true, \"Seconds\": 100000000}| /States/S/Seconds: must be a"
            + " whole number from 0 to 99999999, but is 100000000",
        "{\"Type\": \"Wait\", \"End\": true, \"Seconds\": \"1\"}| /States/S/Seconds: must be a"
            + " whole number from 0 to 99999999, but is \"1\"",
        "{\"Type\": \"Wait\", \"End\": true, \"Seconds\": \"{% 1\"}| /States/S/Seconds: an"
            + " expression must begin with {% and end with %}, with no text around",
        "{\"Type\": \"Wait\", \"End\": true, \"Timestamp\": \"2016-12-05 21:29:29Z\"}|"
            + " /States/S/Timestamp: must be a time such as \"2026-01-31T09:00:00Z\" or an"
            + " expression, but is \"2016-12-05 21:29:29Z\"",
        "{\"Type\": \"Wait\", \"End\": true, \"Timestamp\": \"2016-12-05T21:29:29\"}|"
            + " /States/S/Timestamp: must be a time such as \"2026-01-31T09:00:00Z\" or an"
            + " expression, but is \"2016-12-05T21:29:29\"",
        "{\"Type\": \"Wait\", \"End\": true, \"Timestamp\": 5}| /States/S/Timestamp: must be a time"
            + " such as \"2026-01-31T09:00:00Z\" or an expression, but is 5",
        "{\"Type\": \"Wait\", \"End\": true, \"SecondsPath\": \"$.s\"}| /States/S/SecondsPath:"
            + " belongs to JSONPath; JSONata has Arguments, Output and Assign",
        "{\"Type\": \"Succeed\", \"End\": true}| /States/S/End: unknown field; a Succeed state has"
            + " Comment, Output, QueryLanguage, Type",
        "{\"Type\": \"Succeed\", \"Assign\": {}}| /States/S/Assign: unknown field; a Succeed state"
            + " has Comment, Output, QueryLanguage, Type",
        "{\"Type\": \"Fail\", \"Output\": 1}| /States/S/Output: unknown field; a Fail state has"
            + " Cause, Comment, Error, QueryLanguage, Type",
        "{\"Type\": \"Fail\", \"Error\": 1}| /States/S/Error: must be a text, but is 1",
        "{\"Type\": \"Choice\"}| /States/S: the field Choices is missing",
        "{\"Type\": \"Choice\", \"Choices\": []}| /States/S/Choices: must be a list with at least"
            + " one object, but is []",
        "{\"Type\": \"Choice\", \"Choices\": [1]}| /States/S/Choices/0: must be an object, but is"
            + " 1",
        "{\"Type\": \"Choice\", \"Choices\": [{\"Next\": \"S\"}]}| /States/S/Choices/0: the field"
            + " Condition is missing",
        "{\"Type\": \"Choice\", \"Choices\": [{\"Condition\": true}]}| /States/S/Choices/0: the"
            + " field Next is missing",
        "{\"Type\": \"Choice\", \"Choices\": [{\"Condition\": \"x\", \"Next\": \"S\"}]}|"
            + " /States/S/Choices/0/Condition: must be true, false or an expression {% ... %}, but"
            + " is \"x\"",
        "{\"Type\": \"Choice\", \"Choices\": [{\"Condition\": \"{% ) %}\", \"Next\": \"S\"}]}|"
            + " /States/S/Choices/0/Condition: not a JSONata expression: S0211: The symbol \")\""
            + " cannot be used as a unary operator (at character 1)",
        "{\"Type\": \"Choice\", \"Choices\": [{\"Condition\": true, \"Next\": \"T\"}]}|"
            + " /States/S/Choices/0/Next: there is no state \"T\"",
        "{\"Type\": \"Choice\", \"Choices\": [{\"Variable\": \"$.a\", \"Next\": \"S\"}]}|"
            + " /States/S/Choices/0/Variable: belongs to JSONPath; with JSONata a rule has a"
            + " Condition",
        "{\"Type\": \"Choice\", \"Choices\": [{\"Condition\": true, \"Next\": \"S\", \"And\":"
            + " []}]}| /States/S/Choices/0/And: unknown field; a rule of a Choice state has Assign,"
            + " Comment, Condition, Next, Output",
        "{\"Type\": \"Choice\", \"Choices\": [{\"Condition\": true, \"Next\": \"S\"}], \"Default\":"
            + " \"T\"}| /States/S/Default: there is no state \"T\"",
        "{\"Type\": \"Choice\", \"Choices\": [{\"Condition\": true, \"Next\": \"S\"}], \"End\":"
            + " true}| /States/S/End: unknown field; a Choice state has Choices, Comment, Default,"
            + " QueryLanguage, Type",
        "{\"Type\": \"Choice\", \"Choices\": [{\"Condition\": true, \"Next\": \"S\"}], \"Output\":"
            + " 1}| /States/S/Output: is used only with Default, which is missing",
        "{\"Type\": \"Task\", \"End\": true}| /States/S: the field Resource is missing",
        "{\"Type\": \"Task\", \"End\": true, \"Resource\": \"arn:aws:states:::sqs:sendMessage\"}|"
            + " /States/S/Resource: unknown resource \"arn:aws:states:::sqs:sendMessage\"; known"
            + " are arn:aws:states:::events:putEvents, arn:aws:states:::lambda:invoke,"
            + " arn:aws:states:::lambda:invoke.waitForTaskToken",
      })
  void aBrokenStateIsRefused(String state, String finding) {
    assertThat(findings(machine(state))).contains(finding);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"Credentials\": {}| /States/S/Credentials: is not supported yet",
        "\"Parameters\": {}| /States/S/Parameters: belongs to JSONPath; JSONata has Arguments,"
            + " Output and Assign",
        "\"TimeoutSeconds\": 0| /States/S/TimeoutSeconds: must be a whole number from 1 to"
            + " 99999999, but is 0",
        "\"TimeoutSeconds\": 100000000| /States/S/TimeoutSeconds: must be a whole number from 1 to"
            + " 99999999, but is 100000000",
        "\"HeartbeatSeconds\": 0| /States/S/HeartbeatSeconds: must be a whole number from 1 to"
            + " 99999999, but is 0",
        "\"TimeoutSeconds\": 5, \"HeartbeatSeconds\": 5| /States/S/HeartbeatSeconds: must be less"
            + " than TimeoutSeconds (5), but is 5",
        "\"Retry\": {}| /States/S/Retry: must be a list with at least one object, but is {}",
        "\"Retry\": [{}]| /States/S/Retry/0: the field ErrorEquals is missing",
        "\"Retry\": [{\"ErrorEquals\": []}]| /States/S/Retry/0/ErrorEquals: must be a list of at"
            + " least one error name, but is []",
        "\"Retry\": [{\"ErrorEquals\": [1]}]| /States/S/Retry/0/ErrorEquals: must be a list of at"
            + " least one error name, but is [1]",
        "\"Retry\": [{\"ErrorEquals\": [\"States.Oops\"]}]| /States/S/Retry/0/ErrorEquals: unknown"
            + " error name \"States.Oops\"; States. is reserved",
        "\"Retry\": [{\"ErrorEquals\": [\"States.ALL\", \"A\"]}]| /States/S/Retry/0/ErrorEquals:"
            + " States.ALL must stand alone",
        "\"Retry\": [{\"ErrorEquals\": [\"States.ALL\"]}, {\"ErrorEquals\": [\"A\"]}]|"
            + " /States/S/Retry/0/ErrorEquals: States.ALL must stand in the last entry",
        "\"Retry\": [{\"ErrorEquals\": [\"A\"], \"IntervalSeconds\": 0}]|"
            + " /States/S/Retry/0/IntervalSeconds: must be a whole number from 1 to 99999999, but"
            + " is 0",
        "\"Retry\": [{\"ErrorEquals\": [\"A\"], \"MaxAttempts\": -1}]|"
            + " /States/S/Retry/0/MaxAttempts: must be a whole number from 0 to 99999999, but is"
            + " -1",
        "\"Retry\": [{\"ErrorEquals\": [\"A\"], \"MaxAttempts\": 100000000}]|"
            + " /States/S/Retry/0/MaxAttempts: must be a whole number from 0 to 99999999, but is"
            + " 100000000",
        "\"Retry\": [{\"ErrorEquals\": [\"A\"], \"MaxAttempts\": \"{% 1 %}\"}]|"
            + " /States/S/Retry/0/MaxAttempts: must be a whole number from 0 to 99999999, but is"
            + " \"{% 1 %}\"",
        "\"Retry\": [{\"ErrorEquals\": [\"A\"], \"BackoffRate\": 0.99}]|"
            + " /States/S/Retry/0/BackoffRate: must be a number of at least 1.0, but is 0.99",
        "\"Retry\": [{\"ErrorEquals\": [\"A\"], \"MaxDelaySeconds\": 0}]|"
            + " /States/S/Retry/0/MaxDelaySeconds: must be a whole number from 1 to 31622399, but"
            + " is 0",
        "\"Retry\": [{\"ErrorEquals\": [\"A\"], \"MaxDelaySeconds\": 31622400}]|"
            + " /States/S/Retry/0/MaxDelaySeconds: must be a whole number from 1 to 31622399, but"
            + " is 31622400",
        "\"Retry\": [{\"ErrorEquals\": [\"A\"], \"JitterStrategy\": \"HALF\"}]|"
            + " /States/S/Retry/0/JitterStrategy: must be \"FULL\" or \"NONE\", but is \"HALF\"",
        "\"Retry\": [{\"ErrorEquals\": [\"A\"], \"Next\": \"S\"}]| /States/S/Retry/0/Next: unknown"
            + " field; a retrier has BackoffRate, Comment, ErrorEquals, IntervalSeconds,"
            + " JitterStrategy, MaxAttempts, MaxDelaySeconds",
        "\"Catch\": [{\"ErrorEquals\": [\"A\"]}]| /States/S/Catch/0: the field Next is missing",
        "\"Catch\": [{\"ErrorEquals\": [\"A\"], \"Next\": \"T\"}]| /States/S/Catch/0/Next: there is"
            + " no state \"T\"",
        "\"Catch\": [{\"ErrorEquals\": [\"A\"], \"Next\": \"S\", \"ResultPath\": \"$\"}]|"
            + " /States/S/Catch/0/ResultPath: belongs to JSONPath; with JSONata a catcher has"
            + " Output",
        "\"Catch\": [{\"ErrorEquals\": [\"States.ALL\"], \"Next\": \"S\"}, {\"ErrorEquals\":"
            + " [\"A\"], \"Next\": \"S\"}]| /States/S/Catch/0/ErrorEquals: States.ALL must stand in"
            + " the last entry",
        "\"Catch\": [{\"ErrorEquals\": [\"A\"], \"Next\": \"S\", \"Output\": \"{% a %}\"}]|"
            + " /States/S/Catch/0/Output: not a JSONata expression: a bare field name stands for"
            + " nothing here; start from $states.input or from a variable",
        "\"Catch\": [{\"ErrorEquals\": [\"A\"], \"Next\": \"S\", \"Retry\": 1}]|"
            + " /States/S/Catch/0/Retry: unknown field; a catcher has Assign, Comment, ErrorEquals,"
            + " Next, Output",
      })
  void aBrokenTaskIsRefused(String fields, String finding) {
    assertThat(findings(task(fields))).contains(finding);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}| /States/S/Arguments: arn:aws:states:::lambda:invoke needs the argument FunctionName",
        "{\"FunctionName\": \"f\", \"Paylod\": 1}| /States/S/Arguments/Paylod: unknown argument of"
            + " arn:aws:states:::lambda:invoke",
        "[]| /States/S/Arguments: must be an object or an expression, but is []",
        "null| /States/S/Arguments: must be an object or an expression, but is null",
      })
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

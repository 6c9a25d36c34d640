package dev.longshore.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.local.runtime.TaskSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedTaskIT {

  @TempDir Path data;
  private Life life;

  @BeforeEach
  void begin() throws InterruptedException {
    life = Life.in(data);
  }

  @AfterEach
  void end() {
    life.close();
  }

  @Test
  void aProgramThatIsNotInThePath() {
    assertRefused(
        life.spec("etl.py", "--date"),
        "\"etl.py\": no such file or directory (looked in PATH \"/usr/bin:/bin\")");
    assertRefused(
        life.spec(""), "\"\": no such file or directory (looked in PATH \"/usr/bin:/bin\")");
  }

  @Test
  void thePathIsThatOfTheTask() {
    var environment = Map.of("PATH", "/nowhere");

    assertRefused(
        life.spec(environment, data, "ls"),
        "\"ls\": no such file or directory (looked in PATH \"/nowhere\")");
  }

  @Test
  void aFileThatIsMissingOrNoProgram() throws IOException {
    Files.writeString(data.resolve("plain.txt"), "#!/bin/sh\nexit 0\n");
    Files.createDirectory(data.resolve("folder"));

    assertRefused(life.spec("./missing"), "\"./missing\": no such file or directory");
    assertRefused(life.spec("./plain.txt"), "\"./plain.txt\": permission denied");
    assertRefused(life.spec("./folder"), "\"./folder\": is a directory");
    assertRefused(
        life.spec(Map.of("PATH", "."), data, "plain.txt"), "\"plain.txt\": permission denied");
  }

  @Test
  void aScriptThatNamesNoInterpreterIsNotHandedToAShell() throws IOException {
    program("script", "touch " + data.resolve("ran"));

    assertRefused(life.spec("./script"), "\"./script\": exec format error");
    assertThat(data.resolve("ran")).doesNotExist();
  }

  @Test
  void aScriptWhoseInterpreterIsMissing() throws IOException {
    program("script", "#!/nowhere/python\n");

    assertRefused(life.spec("./script"), "\"./script\": the interpreter that it names is missing");
  }

  @Test
  void aWorkingDirectoryThatIsNone() throws IOException {
    var missing = data.resolve("missing");
    var file = Files.createFile(data.resolve("file"));

    assertRefused(
        life.spec(Life.ENVIRONMENT, missing, "true"),
        "\"%s\": working directory: no such file or directory".formatted(missing));
    assertRefused(
        life.spec(Life.ENVIRONMENT, file, "true"),
        "\"%s\": working directory: not a directory".formatted(file));
  }

  @Test
  void aLogThatCannotBeWritten() throws IOException {
    var file = Files.createFile(data.resolve("file"));

    assertRefused(withLog(data), "\"%s\": no log can be written: is a directory".formatted(data));
    assertRefused(
        withLog(file.resolve("log")),
        "\"%s/log\": no log can be written: not a directory".formatted(file));
  }

  @Test
  void aCheckpointFolderThatCannotBeMade() throws IOException {
    var file = Files.createFile(data.resolve("file"));

    assertRefused(
        withCheckpoint(file),
        "no checkpoint folder can be made: %s is not a folder".formatted(file));
    assertRefused(
        withCheckpoint(file.resolve("checkpoint")),
        "no checkpoint folder can be made: %s/checkpoint: Not a directory".formatted(file));
  }

  @Test
  void whatCannotBePassedToAProgram() {
    assertRefused(life.spec(), "the command is empty");
    assertRefused(life.spec("echo", "a\0b"), "part 2 of the command holds a NUL character");
    assertRefused(withVariable("A\0", ""), "\"A\\u0000\": cannot be the name of a variable");
    assertRefused(withVariable("", "x"), "\"\": cannot be the name of a variable");
    assertRefused(withVariable("A=B", "x"), "\"A=B\": cannot be the name of a variable");
    assertRefused(withVariable("A", "x\0y"), "\"A\": the variable's value holds a NUL character");
    assertRefused(life.spec("echo", "x".repeat(1 << 22)), "\"echo\": argument list too long");
  }

  @Test
  void theReasonIsAlwaysOneLine() {
    assertRefused(
        life.spec("./a\nb\u001b[0m"), "\"./a\\u000ab\\u001b[0m\": no such file or directory");
    assertRefused(
        life.spec("./" + "x".repeat(199)),
        "\"./%s…\": no such file or directory".formatted("x".repeat(198)));
  }

  private void assertRefused(TaskSpec spec, String reason) {
    assertThat(life.start(spec).refusal()).isEqualTo("CannotStartContainerError: " + reason);
  }

  private TaskSpec withLog(Path log) {
    return new TaskSpec("task", life.spec("true").command(), Life.ENVIRONMENT, data, log);
  }

  private TaskSpec withCheckpoint(Path checkpoint) {
    var command = life.spec("true").command();
    return new TaskSpec("task", command, Life.ENVIRONMENT, data, data.resolve("log"))
        .keeping(checkpoint);
  }

  private TaskSpec withVariable(String name, String value) {
    var environment = new HashMap<>(Life.ENVIRONMENT);
    environment.put(name, value);
    return life.spec(environment, data, "true");
  }

  private void program(String name, String text) throws IOException {
    var file = Files.writeString(data.resolve(name), text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}

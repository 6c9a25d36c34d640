package dev.longshore.cli;

import dev.longshore.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes a project to start from. */
@Command(
    name = "init",
    description = "Write a project to start from: a job, its script and a .gitignore.",
    footer = {"", "Examples:", "  longshore init my-jobs", "  cd my-jobs && longshore run hello"})
final class InitCommand extends Common {

  private static final String IGNORED = ".gitignore";

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      defaultValue = ".",
      description = "The folder, made if it is missing (the one you are in).")
  private Path directory = Path.of(".");

  @Override
  public Integer call() {
    var files = starter();
    // Whoever has a repository has one of these; what is to be ignored can be added by hand.
    var keepsIgnored = Files.exists(directory.resolve(IGNORED));
    if (keepsIgnored) {
      files.remove(IGNORED);
    }
    for (var name : files.keySet()) {
      var file = directory.resolve(name).normalize();
      if (Files.exists(file)) {
        throw new BadInput("%s is there already; nothing was written".formatted(file));
      }
    }
    files.forEach(this::write);
    say(List.copyOf(files.keySet()), keepsIgnored);
    return Main.DONE;
  }

  private static Map<String, String> starter() {
    var files = new LinkedHashMap<String, String>();
    files.put("jobs/hello.yaml", resource("hello.yaml"));
    files.put("scripts/hello.sh", resource("hello.sh"));
    files.put(IGNORED, resource("gitignore"));
    return files;
  }

  private static String resource(String name) {
    try (var file = InitCommand.class.getResourceAsStream("starter/" + name)) {
      if (file == null) {
        throw new IllegalStateException("starter/%s is not in this build".formatted(name));
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, String content) {
    var file = directory.resolve(name).normalize();
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, content, StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new BadInput("%s cannot be written: %s".formatted(file, e.getMessage()));
    }
  }

  private void say(List<String> names, boolean keepsIgnored) {
    var written =
        names.stream().map(name -> directory.resolve(name).normalize().toString()).toList();
    if (json()) {
      terminal().printJson(Json.object().put("files", written).fields());
      return;
    }
    written.forEach(name -> terminal().print("wrote " + name));
    if (keepsIgnored) {
      terminal()
          .note(
              "left %s as it is: add .longshore/ to it"
                  .formatted(directory.resolve(IGNORED).normalize()));
    }
    var here = directory.normalize().toString();
    terminal()
        .note(
            "Now: %slongshore run hello"
                .formatted(here.isEmpty() ? "" : "cd %s && ".formatted(here)));
  }
}

package dev.longshore.local.process;

import static dev.longshore.local.process.Spawner.NOTHING;

import dev.longshore.local.process.Launch.Running;
import dev.longshore.local.runtime.TaskSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Turns what a task says into a process group that the reaper knows of. */
final class TaskStarter {

  private final Reaper reaper;
  private final Posix posix;
  private final Spawner spawner;
  private final CommandLookup lookup;

  TaskStarter(Reaper reaper) {
    this.reaper = reaper;
    this.posix = reaper.posix();
    this.spawner = reaper.spawner();
    this.lookup = new CommandLookup(reaper.mark());
  }

  Launch start(TaskSpec spec) {
    if (reaper.lost()) {
      return Refused.because("nothing would end the task if Longshore died: its reaper is gone");
    }
    try {
      return switch (lookup.find(spec)) {
        case Program program -> start(program, spec);
        case Refused refused -> refused;
      };
    } catch (SystemCallFailed e) {
      return Refused.because(String.valueOf(e.getMessage()));
    }
  }

  private Launch start(Program program, TaskSpec spec) {
    var checkpoint = spec.checkpoint();
    try {
      if (checkpoint != null) {
        makeFolder(checkpoint);
      }
    } catch (IOException e) {
      return Refused.because("no checkpoint folder can be made: " + Errno.text(e));
    }
    try {
      return start(program, spec.log());
    } catch (IOException e) {
      return Refused.because(spec.log().toString(), "no log can be written: " + Errno.text(e));
    }
  }

  private Launch start(Program program, Path log) throws IOException {
    var output = open(log);
    if (output < 0) {
      return Refused.because(log.toString(), "no log can be written: " + Errno.text(-output));
    }
    try {
      var before = Files.size(log);
      var group = spawner.start(program, List.of(NOTHING, output, output), reaper.lifeline());
      if (group < 0) {
        return Refused.because(program, -group);
      }
      reaper.started(group);
      return new Running(group, before);
    } finally {
      posix.close(output);
    }
  }

  // Whoever needs the first one needs what holds them all, too.
  private static void makeFolder(Path folder) throws IOException {
    if (!folder.toFile().mkdir()) {
      Files.createDirectories(folder);
    }
  }

  private int open(Path log) throws IOException {
    var output = posix.openToAppend(log);
    if (output != -Errno.ENOENT) {
      return output;
    }
    Files.createDirectories(log.toAbsolutePath().getParent());
    return posix.openToAppend(log);
  }
}

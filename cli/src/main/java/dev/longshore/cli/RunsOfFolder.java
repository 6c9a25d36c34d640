package dev.longshore.cli;

import dev.longshore.cli.ledger.LedgerView;
import dev.longshore.cli.log.AttemptLogs;
import dev.longshore.cli.log.FileLogs;
import dev.longshore.local.data.DataFolder;
import java.nio.file.Files;
import java.nio.file.Path;

/** The runs of a data folder. */
record RunsOfFolder(Path folder) implements RunsOf {

  @Override
  public LedgerView open() {
    return LedgerView.open(new DataFolder(folder)).orElseThrow(this::missing);
  }

  @Override
  public AttemptLogs logs() {
    return new FileLogs(new DataFolder(folder));
  }

  @Override
  public String place() {
    return folder.toString();
  }

  private BadInput missing() {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      return new BadInput(folder + " is no folder: name another one with --data");
    }
    return new BadInput(
        "%s holds no runs: start one with `longshore run JOB`, or name another folder with --data"
            .formatted(folder));
  }
}

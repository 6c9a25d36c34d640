package dev.longshore.cli.demo;

import dev.longshore.local.host.LocalHost;
import dev.longshore.run.Attempt;
import dev.longshore.run.Run;
import java.nio.file.Path;

/** Takes the Spot capacity of one run's first attempt back, once half of its work is saved. */
final class HalfWayInterruption {

  private static final int HALF = 48;

  private final LocalHost host;
  private final DemoFolder folder;
  private boolean happened;

  HalfWayInterruption(LocalHost host, DemoFolder folder) {
    this.host = host;
    this.folder = folder;
  }

  /** Looks whether it is time. To be called on the loop, again and again. */
  void look(DemoRuns runs) {
    if (!happened) {
      runs.of(DemoJobs.DEGREES, Story.DISTURBED).ifPresent(this::look);
    }
  }

  private void look(Run run) {
    if (DemoFolder.read(saved(run)).lines().count() >= HALF) {
      happened = true;
      run.member()
          .openAttempt(1)
          .map(Attempt::taskArn)
          .ifPresent(task -> host.cloud().ecs().takeBack(task));
    }
  }

  private Path saved(Run run) {
    return folder.data().checkpoints().resolve(run.id().value()).resolve("degree-days.tsv");
  }
}

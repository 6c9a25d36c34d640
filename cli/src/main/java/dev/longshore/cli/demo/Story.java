package dev.longshore.cli.demo;

import dev.longshore.job.JobName;
import dev.longshore.local.host.LocalHost;
import dev.longshore.orchestration.OpenRequest;
import dev.longshore.orchestration.RunOpener.Refused;
import dev.longshore.run.Trigger;
import java.util.Map;

/**
 * The runs that the demo opens by itself, as a person would; schedule and queue open the others.
 */
final class Story {

  /** The names of the two runs of one job, of which AWS interrupts the first. */
  static final String DISTURBED = "main";

  static final String UNDISTURBED = "twin";
  static final String WORKING = "work";
  static final String HANGING = "hang";

  private final LocalHost host;
  private int opened;

  Story(LocalHost host) {
    this.host = host;
  }

  void begin() {
    open(DemoJobs.DEGREES, Map.of("name", DISTURBED));
    open(DemoJobs.DEGREES, Map.of("name", UNDISTURBED));
    open(DemoJobs.QUIET, Map.of("mode", HANGING));
    open(DemoJobs.QUIET, Map.of("mode", WORKING));
    open(DemoJobs.LATE, Map.of());
    open(DemoJobs.SLOW, Map.of());
    open(DemoJobs.INDEX, Map.of());
    open(DemoJobs.INDEX, Map.of());
  }

  private void open(String job, Map<String, String> parameters) {
    opened++;
    var trigger = Trigger.person("demo-" + opened, host.loop().instant());
    var request = OpenRequest.of(new JobName(job), trigger, parameters);
    if (host.cloud().opener().open(request) instanceof Refused(var reason)) {
      throw new DemoRefused("%s: %s".formatted(job, reason));
    }
  }
}

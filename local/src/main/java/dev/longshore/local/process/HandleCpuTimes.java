package dev.longshore.local.process;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** CPU times as Java itself sees them: of the group's first process and its descendants. */
final class HandleCpuTimes implements CpuTimes {

  @Override
  public Optional<Duration> of(int group) {
    return ProcessHandle.of(group).flatMap(HandleCpuTimes::sum);
  }

  private static Optional<Duration> sum(ProcessHandle first) {
    return Stream.concat(Stream.of(first), first.descendants())
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .reduce(Duration::plus);
  }
}

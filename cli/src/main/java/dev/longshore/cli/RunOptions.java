package dev.longshore.cli;

import dev.longshore.cli.control.RunWish;
import dev.longshore.job.Capacity;
import dev.longshore.job.FargateSize;
import dev.longshore.job.Job;
import dev.longshore.job.Parameters;
import dev.longshore.job.Parameters.Refused;
import dev.longshore.run.Overrides;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a person may say of one run: its parameters, and what is other than the job says. */
final class RunOptions {

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "A parameter of the job; may be given again.")
  private Map<String, String> params = new LinkedHashMap<>();

  @Option(
      names = "--cpu",
      paramLabel = "UNITS",
      description = "CPU units in place of the job's; 1024 are a vCPU.")
  private @Nullable Integer cpu;

  @Option(names = "--memory", paramLabel = "MIB", description = "Memory in place of the job's.")
  private @Nullable Integer memory;

  @Option(
      names = "--env",
      paramLabel = "NAME=VALUE",
      description = "A variable over the job's; may be given again.")
  private Map<String, String> environment = new LinkedHashMap<>();

  @Option(
      names = "--command",
      paramLabel = "ARG",
      description = "The command in place of the job's: once for each argument.")
  private List<String> command = new ArrayList<>();

  @Option(
      names = "--capacity",
      paramLabel = "CAPACITY",
      description = "spot or on_demand, in place of the job's policy.")
  private @Nullable String capacity;

  /**
   * The wish to run {@code job} so.
   *
   * @throws BadInput if the job cannot be run so
   */
  RunWish wish(Job job) {
    return wish(job, Parameters.read(job.parameters(), params));
  }

  /**
   * The same with parameters that came from elsewhere; those of the command line stand beside them.
   */
  RunWish wish(Job job, Map<String, ?> others) {
    var parameters = new TreeMap<String, Object>(Parameters.read(job.parameters(), params));
    parameters.putAll(others);
    if (Parameters.bind(job.parameters(), parameters) instanceof Refused(var reason)) {
      throw new BadInput("%s: %s".formatted(job.name(), reason));
    }
    var overrides =
        new Overrides(size(job), command, new TreeMap<>(checkedEnvironment()), capacity());
    return new RunWish(job.name(), UUID.randomUUID().toString(), parameters, overrides);
  }

  private @Nullable FargateSize size(Job job) {
    if (cpu == null && memory == null) {
      return null;
    }
    var size =
        new FargateSize(
            Objects.requireNonNullElse(cpu, job.size().cpu()),
            Objects.requireNonNullElse(memory, job.size().memory()));
    if (!size.isValid()) {
      var nearest =
          size.nearest().stream().map(FargateSize::toString).collect(Collectors.joining(", or "));
      throw new BadInput("Fargate has no %s; the nearest are %s".formatted(size, nearest));
    }
    return size;
  }

  private Map<String, String> checkedEnvironment() {
    for (var name : environment.keySet()) {
      if (name.startsWith("LONGSHORE_")) {
        throw new BadInput(
            "--env %s: names that start with LONGSHORE_ are Longshore's own".formatted(name));
      }
    }
    return environment;
  }

  private @Nullable Capacity capacity() {
    if (capacity == null) {
      return null;
    }
    return switch (capacity.toLowerCase(Locale.ROOT).replace('-', '_')) {
      case "spot" -> Capacity.SPOT;
      case "on_demand" -> Capacity.ON_DEMAND;
      default -> throw new BadInput("--capacity is spot or on_demand, not " + capacity);
    };
  }
}

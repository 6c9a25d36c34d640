package dev.longshore.cli;

import picocli.CommandLine.Command;

/** The root of all commands. */
@Command(
    name = "longshore",
    description = "Runs batch containers: on a schedule, when messages arrive, or now.",
    subcommands = {
      DemoCommand.class,
      InitCommand.class,
      ValidateCommand.class,
      RenderCommand.class,
      RunCommand.class,
      UpCommand.class,
      RunsCommand.class,
      ShowCommand.class,
      ExplainCommand.class,
      LogsCommand.class,
      CancelCommand.class,
      NextCommand.class,
      ClassifyCommand.class,
      SimulateCommand.class,
      EcsCommand.class,
      DoctorCommand.class,
      SmokeCommand.class,
    },
    footer = {
      "",
      "`longshore COMMAND --help` says more of a command. Begin with:",
      "  longshore init my-jobs && cd my-jobs && longshore run hello"
    },
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class Longshore {}

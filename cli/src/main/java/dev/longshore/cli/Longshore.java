package dev.longshore.cli;

import picocli.CommandLine.Command;

/** The root of all commands. */
@Command(
    name = "longshore",
    description = "Runs batch containers: on a schedule, when messages arrive, or now.",
    subcommands = {
      ValidateCommand.class,
      RunCommand.class,
      UpCommand.class,
      SimulateCommand.class,
    },
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class Longshore {}

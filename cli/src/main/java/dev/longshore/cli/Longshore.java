package dev.longshore.cli;

import picocli.CommandLine.Command;

/** The root of all commands. */
@Command(
    name = "longshore",
    description = "Runs batch containers: on a schedule, when messages arrive, or now.",
    subcommands = {
      DemoCommand.class,
      ValidateCommand.class,
      RunCommand.class,
      UpCommand.class,
    },
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class Longshore {}

package dev.longshore.cli;

import dev.longshore.local.data.DataFolder;
import dev.longshore.local.ecs.events.EventForwarder;
import dev.longshore.local.host.EcsHost;
import dev.longshore.local.host.EcsOptions;
import dev.longshore.local.host.TaskRuntimes;
import dev.longshore.local.process.DataLock;
import dev.longshore.local.process.DataLock.Held;
import dev.longshore.local.process.DataLock.Taken;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A simulated ECS for everything that speaks to ECS. */
@Command(
    name = "ecs",
    description = {
      "Serve Amazon ECS on this machine, with Fargate and Fargate Spot, until Ctrl-C: the AWS CLI"
          + " and every SDK take it as their endpoint, and its tasks are processes or containers.",
      "Task definitions and tasks live in memory; logs are in DATA/ecs/logs."
    },
    footer = {
      "",
      "Examples:",
      "  longshore ecs",
      "  longshore ecs --runtime docker --events http://127.0.0.1:4566 --interruptions 2",
      "  aws --endpoint-url http://127.0.0.1:9325 ecs list-tasks"
    })
final class EcsCommand extends Common {

  private static final int PORT_MAX = 65_535;
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+){1,3}-[0-9]");

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "9325",
      description = "Where it listens; 0 for any free port (${DEFAULT-VALUE}).")
  private int port = 9325;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "The address of this machine that it listens on (${DEFAULT-VALUE}). Nobody is asked for"
              + " credentials: who reaches it can run programs here.")
  private String host = "127.0.0.1";

  @Option(
      names = "--events",
      paramLabel = "URL",
      description =
          "The EventBridge endpoint that takes events of tasks, such as http://127.0.0.1:4566; an"
              + " emulator's, for AWS refuses the source aws.ecs.")
  private @Nullable String events;

  @Option(
      names = "--env",
      paramLabel = "NAME=VALUE",
      description = "A variable that every container gets beside its own; may be repeated.")
  private Map<String, String> environment = new TreeMap<>();

  @Option(
      names = "--account",
      paramLabel = "ID",
      defaultValue = "000000000000",
      description = "The account in its ARNs (${DEFAULT-VALUE}).")
  private String account = "000000000000";

  @Option(
      names = "--region",
      paramLabel = "REGION",
      defaultValue = "us-east-1",
      description = "The region in its ARNs (${DEFAULT-VALUE}).")
  private String region = "us-east-1";

  @Mixin private final LocalOptions local = new LocalOptions();

  @Override
  public Integer call() throws InterruptedException {
    check();
    var runtimes = local.runtimes();
    var endpoint = Optional.ofNullable(events).map(EcsCommand::endpoint);
    var data = new DataFolder(data().resolve("ecs"));
    var lines = new TaskLines(terminal(), json());
    Optional<EventForwarder> forwarder =
        endpoint.map(bus -> EventForwarder.to(bus, region, terminal()::note));
    Consumer<Map<String, Object>> listener =
        event -> {
          lines.changed(event);
          forwarder.ifPresent(bus -> bus.accept(event));
        };
    var options =
        new EcsOptions(
            new InetSocketAddress(host, port),
            account,
            region,
            local.speed(),
            local.lifecycle(),
            local.market(),
            terminal().environment(),
            environment,
            listener,
            terminal()::note);
    serve(data, runtimes, options);
    forwarder.ifPresent(EventForwarder::close);
    return Main.DONE;
  }

  private void serve(DataFolder data, TaskRuntimes runtimes, EcsOptions options)
      throws InterruptedException {
    var ecs = new EcsHost(lock(data), data, runtimes, options);
    // An interrupt waits for all that is closed within.
    try (var _ = new Interrupt(ecs::finish);
        ecs) {
      terminal().note("ECS is at %s; Ctrl-C ends this".formatted(ecs.endpoint()));
      terminal()
          .note("  aws --endpoint-url %s ecs list-task-definitions".formatted(ecs.endpoint()));
      ecs.run();
    }
  }

  private void check() {
    if (port < 0 || port > PORT_MAX) {
      throw new BadInput("--port must lie between 0 and %d, not %d".formatted(PORT_MAX, port));
    }
    if (!ACCOUNT.matcher(account).matches()) {
      throw new BadInput("--account has 12 digits, unlike " + account);
    }
    if (!REGION.matcher(region).matches()) {
      throw new BadInput("--region is a region such as us-east-1, not " + region);
    }
    if (new InetSocketAddress(host, port).isUnresolved()) {
      throw new BadInput("--host is an address of this machine, not " + host);
    }
  }

  private static URI endpoint(String text) {
    try {
      var uri = new URI(text);
      if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below, as of any other text that is no such address.
    }
    throw new BadInput("--events is an address such as http://127.0.0.1:4566, not " + text);
  }

  private static DataLock lock(DataFolder data) {
    return switch (DataLock.take(data.path())) {
      case Taken(var lock) -> lock;
      case Held(var process) ->
          throw new BadInput(
              "%s is in use by process %s; end that one, or name another folder with --data"
                  .formatted(
                      data.path(),
                      process.isPresent() ? String.valueOf(process.getAsLong()) : "?"));
    };
  }
}

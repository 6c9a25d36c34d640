package dev.longshore.simulation.invariant;

import dev.longshore.run.Run;
import dev.longshore.simulation.world.AcceptedTrigger;
import dev.longshore.simulation.world.SentMessage;
import dev.longshore.simulation.world.World;
import java.util.HashMap;
import java.util.HashSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every accepted trigger leads to exactly one run, and no run comes from nothing. */
record OneRunPerTrigger() implements Invariant {

  @Override
  public Stream<Violation> violations(World world) {
    var runsByTrigger = new HashMap<String, Integer>();
    world.runs().forEach(run -> runsByTrigger.merge(identity(run), 1, Integer::sum));
    var accepted =
        world.triggers().stream().map(AcceptedTrigger::identity).collect(Collectors.toSet());
    var known = new HashSet<>(accepted);
    known.addAll(world.asked());
    world.messages().forEach(message -> known.add(identity(message)));
    var wrong =
        world.triggers().stream()
            .filter(trigger -> runsByTrigger.getOrDefault(trigger.identity(), 0) != 1)
            .map(trigger ->
                violation(
                    trigger.identity(),
                    trigger.acceptedAt(),
                    "%d runs".formatted(runsByTrigger.getOrDefault(trigger.identity(), 0))));
    var fromNothing =
        world.runs().stream()
            .filter(run -> !known.contains(identity(run)))
            .map(run -> violation(run.id().value(), run.openedAt(), "nobody triggered it"));
    return Stream.concat(wrong, fromNothing);
  }

  private static String identity(Run run) {
    var trigger = run.trigger();
    return "%s %s %s %s".formatted(run.job(), trigger.type().word(), trigger.id(), trigger.time());
  }

  static String identity(SentMessage message) {
    return "%s message %s/%s %s"
        .formatted(message.job(), message.queue(), message.id(), message.sentAt());
  }
}

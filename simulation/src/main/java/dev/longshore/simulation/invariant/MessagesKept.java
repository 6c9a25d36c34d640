package dev.longshore.simulation.invariant;

import dev.longshore.simulation.world.SentMessage;
import dev.longshore.simulation.world.World;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Each message has a run or lies in the dead-letter queue with a reason, poison always there, and
 * none is received so often that the queue itself would give it up.
 */
record MessagesKept() implements Invariant {

  /** Far from the 1,000 receives after which a queue gives a message up. */
  private static final int RECEIVES_MAX = 100;

  @Override
  public Stream<Violation> violations(World world) {
    var lost =
        world.messages().stream().flatMap(message -> Stream.ofNullable(judge(message, world)));
    var often =
        world.mostReceives() > RECEIVES_MAX
            ? Stream.of(
                violation("a message", null, "received %d times".formatted(world.mostReceives())))
            : Stream.<Violation>empty();
    return Stream.concat(lost, often);
  }

  private @Nullable Violation judge(SentMessage message, World world) {
    var id = message.queue() + "/" + message.id();
    var runs = world.runs().stream().filter(run -> run.trigger().id().equals(id)).count();
    var letters =
        world.deadLetters().stream()
            .filter(letter -> message.id().equals(letter.messageId()))
            .toList();
    if (letters.stream().anyMatch(letter -> letter.reason() == null || letter.reason().isEmpty())) {
      return violation(id, message.sentAt(), "is in the dead-letter queue without a reason");
    }
    if (message.isPoison() && (runs > 0 || letters.isEmpty())) {
      return violation(id, message.sentAt(), "poison has %d runs".formatted(runs));
    }
    if (runs > 1 || (runs == 0 && letters.isEmpty())) {
      return violation(id, message.sentAt(), "has %d runs and is not poison".formatted(runs));
    }
    return null;
  }
}

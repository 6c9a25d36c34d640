package dev.longshore.local.sqs;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;
import org.elasticmq.msg.ClearQueue;
import org.elasticmq.msg.LookupQueue;
import scala.Option;

/**
 * Stands between ElasticMQ's server and its queues. It lets all through, and tells the recorder the
 * one thing that the queues keep to themselves: that a queue was cleared.
 */
final class QueueGate extends AbstractActor {

  private final ActorRef queues;
  private final ActorRef recorder;
  private final Map<ActorRef, ActorRef> gates = new HashMap<>();
  private final Queue<Lookup> lookups = new ArrayDeque<>();

  QueueGate(ActorRef queues, ActorRef recorder) {
    this.queues = queues;
    this.recorder = recorder;
  }

  /** Every message of a queue was deleted at once. */
  record Cleared(String queue) {}

  private record Lookup(String queue, ActorRef asker) {}

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .match(LookupQueue.class, this::look)
        .match(Option.class, this::answer)
        .matchAny(message -> queues.forward(message, getContext()))
        .build();
  }

  private void look(LookupQueue lookup) {
    lookups.add(new Lookup(lookup.queueName(), getSender()));
    queues.tell(lookup, getSelf());
  }

  // Actors answer each other in the order in which they were asked.
  private void answer(Option<?> found) {
    var lookup = lookups.remove();
    var gate =
        found.map(
            queue -> gates.computeIfAbsent((ActorRef) queue, known -> gate(known, lookup.queue())));
    lookup.asker().tell(gate, getSelf());
  }

  private ActorRef gate(ActorRef queue, String name) {
    return getContext().actorOf(Props.create(OfOne.class, () -> new OfOne(queue, name, recorder)));
  }

  /** Stands before one queue. */
  private static final class OfOne extends AbstractActor {

    private final ActorRef queue;
    private final String name;
    private final ActorRef recorder;

    OfOne(ActorRef queue, String name, ActorRef recorder) {
      this.queue = queue;
      this.name = name;
      this.recorder = recorder;
    }

    @Override
    public Receive createReceive() {
      return receiveBuilder().matchAny(this::letThrough).build();
    }

    private void letThrough(Object message) {
      if (message instanceof ClearQueue) {
        recorder.tell(new Cleared(name), getSelf());
      }
      queue.forward(message, getContext());
    }
  }
}

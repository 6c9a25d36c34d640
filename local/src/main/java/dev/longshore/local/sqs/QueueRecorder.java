package dev.longshore.local.sqs;

import dev.longshore.local.data.DataFolderUnusable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.elasticmq.actor.queue.OperationSuccessful$;
import org.elasticmq.actor.queue.QueueEvent;

/**
 * Records each change of ElasticMQ's queues. ElasticMQ answers who sent or deleted a message only
 * once the recorder has said that it is done, and that is when the change is durable. Changes that
 * come together are made durable together.
 */
final class QueueRecorder extends AbstractActor {

  private final QueueStore store;
  private final Consumer<DataFolderUnusable> onFailure;
  private final List<ActorRef> waiting = new ArrayList<>();
  private final Set<Removal> early = new HashSet<>();
  private boolean isCommitDue;

  /**
   * @param onFailure is told, once, when the store fails; nothing is answered any more after that
   */
  QueueRecorder(QueueStore store, Consumer<DataFolderUnusable> onFailure) {
    this.store = store;
    this.onFailure = onFailure;
  }

  private record Removal(String queue, String id) {}

  private enum Tick {
    COMMIT
  }

  @Override
  public Receive createReceive() {
    return receiveBuilder().matchAny(this::recordOrFail).build();
  }

  private void recordOrFail(Object event) {
    try {
      record(event);
    } catch (DataFolderUnusable e) {
      getContext().become(receiveBuilder().matchAny(_ -> {}).build());
      onFailure.accept(e);
    }
  }

  private void record(Object event) {
    switch (event) {
      case Tick.COMMIT -> commit();
      case QueueEvent.MessageAdded added -> add(added);
      case QueueEvent.MessageUpdated updated -> received(updated);
      case QueueEvent.MessageRemoved removed -> remove(removed);
      case QueueEvent.QueueCreated created -> put(ElasticTranslation.stored(created.queue()));
      case QueueEvent.QueueMetadataUpdated changed ->
          put(ElasticTranslation.stored(changed.queue()));
      case QueueEvent.QueueDeleted deleted -> {
        store.removeQueue(deleted.queueName());
        commitSoon();
      }
      case QueueGate.Cleared(var queue) -> {
        store.clear(queue);
        commitSoon();
      }
      default -> unhandled(event);
    }
  }

  private void put(StoredQueue queue) {
    store.putQueue(queue);
    commitSoon();
  }

  private void add(QueueEvent.MessageAdded added) {
    var message = added.message();
    // ElasticMQ hands a message to a receiver who waits before it tells of it.
    if (!early.remove(new Removal(added.queueName(), message.id()))) {
      store.put(added.queueName(), ElasticTranslation.stored(message));
    }
    answerOnceDurable();
  }

  private void received(QueueEvent.MessageUpdated updated) {
    store.received(updated.queueName(), updated.message().id(), updated.message().receiveCount());
    commitSoon();
    // A count that is lost with the process does no harm; nobody need wait for it.
    answer(getSender());
  }

  private void remove(QueueEvent.MessageRemoved removed) {
    if (!store.remove(removed.queueName(), removed.messageId())) {
      early.add(new Removal(removed.queueName(), removed.messageId()));
    }
    answerOnceDurable();
  }

  private void answerOnceDurable() {
    waiting.add(getSender());
    commitSoon();
  }

  private void commitSoon() {
    if (!isCommitDue) {
      isCommitDue = true;
      getSelf().tell(Tick.COMMIT, getSelf());
    }
  }

  private void commit() {
    isCommitDue = false;
    store.commit();
    waiting.forEach(this::answer);
    waiting.clear();
  }

  private void answer(ActorRef sender) {
    sender.tell(OperationSuccessful$.MODULE$, getSelf());
  }
}

package dev.longshore.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.local.call.Calls;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;

class VirtualEventSourceTest extends EventSourceContract {

  private final Map<String, Boolean> faults = new HashMap<>();
  private final VirtualQueues queues =
      new VirtualQueues(
          new Calls() {
            @Override
            public <T> T make(String name, Supplier<T> call) {
              var takesEffect = faults.remove(name);
              if (takesEffect == null) {
                return call.get();
              }
              if (takesEffect) {
                var _ = call.get();
              }
              throw SdkClientException.create("no answer");
            }
          });

  @Override
  QueueBench bench() {
    return queues;
  }

  @ParameterizedTest
  @CsvSource({
    "sqs:ReceiveMessage, false",
    "sqs:ReceiveMessage, true",
    "sqs:DeleteMessageBatch, false",
    "sqs:DeleteMessageBatch, true"
  })
  void aCallThatIsNotAnsweredLosesNoMessage(String call, boolean takesEffect) {
    createQueue();
    var function = ListeningFunction.succeeding();
    start(function);
    faults.put(call, takesEffect);

    queues.send(queue, "m0");
    queues.runFor(Duration.ofMinutes(1));

    assertThat(faults).isEmpty();
    assertThat(function.bodies()).containsOnly("m0");
    assertThat(queues.size(queue)).isZero();
  }

  @Test
  void aMessageThatWasInvokedWithButNotDeletedComesToTheNextSource() throws Exception {
    createQueue();
    var first = ListeningFunction.succeeding();
    var source = start(first);
    faults.put("sqs:DeleteMessageBatch", false);
    queues.send(queue, "m0");
    queues.runUntil(() -> !first.batches().isEmpty());
    source.close();

    var second = ListeningFunction.succeeding();
    start(second);
    queues.runFor(Duration.ofMinutes(1));

    var before = first.batches().getFirst().getFirst();
    var after = second.batches().getFirst().getFirst();
    assertThat(after.getMessageId()).isEqualTo(before.getMessageId());
    assertThat(after.getAttributes().get("SentTimestamp"))
        .isEqualTo(before.getAttributes().get("SentTimestamp"));
    assertThat(queues.size(queue)).isZero();
  }

  @Test
  void nobodyPollsAnEmptyQueue() {
    createQueue();
    var function = ListeningFunction.succeeding();
    start(function);
    queues.runFor(Duration.ZERO);
    faults.put("sqs:ReceiveMessage", false);

    queues.runFor(Duration.ofDays(30));

    assertThat(faults).containsKey("sqs:ReceiveMessage");
  }
}

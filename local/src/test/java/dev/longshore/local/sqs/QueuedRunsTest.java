package dev.longshore.local.sqs;

import dev.longshore.local.call.Calls;

class QueuedRunsTest extends QueuedRunsContract {

  private final VirtualQueues queues = new VirtualQueues(Calls.DIRECT);

  @Override
  QueueBench bench() {
    return queues;
  }
}

package dev.longshore.local.sqs;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.longshore.local.lambda.LocalLambda;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures the queues for real use: how long a server and a client take to start, and what a
 * message costs to be sent, and to be received, given to a function and deleted, the server's share
 * included. Run it with this module's test class path, and with {@code
 * --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow}.
 */
final class QueueBenchmark {

  private static final String FUNCTION = "function";
  private static final String QUEUE = "ls-etl";
  private static final List<Integer> ROUNDS = List.of(200, 5000, 5000);
  private static final double NANOS_A_MILLI = 1_000_000;

  private int taken;

  private QueueBenchmark() {}

  /**
   * Measures with as many pollers of one queue as the first of the {@code arguments} says, or 1.
   */
  public static void main(String... arguments) throws Exception {
    var pollers = arguments.length == 0 ? 1 : Integer.parseInt(arguments[0]);
    new QueueBenchmark().run(pollers);
  }

  private void run(int pollers) throws Exception {
    var folder = Files.createTempDirectory("queues");
    var start = new Stopwatch();
    try (var queues = new ElasticQueues(folder)) {
      start.print("server and client started");
      var first = new Stopwatch();
      var _ =
          new JobQueue(QUEUE, QUEUE + "-dead-letters", Duration.ofMinutes(10)).create(queues.sqs());
      first.print("first calls");
      var lambda = new LocalLambda(queues.loop());
      lambda.<SQSEvent, SQSBatchResponse>deploy(
          FUNCTION,
          () ->
              (event, _) -> {
                taken += event.getRecords().size();
                return new SQSBatchResponse(List.of());
              });
      var sources = new ArrayList<PollingEventSource>();
      for (var n = 0; n < pollers; n++) {
        sources.add(queues.source(QUEUE, lambda, FUNCTION));
      }
      for (var messages : ROUNDS) {
        measure(queues, messages);
      }
      sources.forEach(PollingEventSource::close);
    }
  }

  private void measure(ElasticQueues queues, int messages) throws IOException {
    var bodies = IntStream.range(0, messages).mapToObj(n -> "{\"n\":" + n + "}").toList();
    taken = 0;
    var sending = new Stopwatch();
    // The loop stands still, so at most what the pollers hold is taken meanwhile.
    queues.sendAll(QUEUE, bodies);
    sending.print("sent", messages);
    var taking = new Stopwatch();
    queues.runUntil(() -> taken == messages && queues.size(QUEUE) == 0);
    taking.print("taken and deleted", messages);
  }

  /** Wall clock and the CPU of the whole process. */
  private static final class Stopwatch {

    private final long wall = System.nanoTime();
    private final long cpu = cpu();

    void print(String what) throws IOException {
      System.out.printf(
          "%s: %.0f ms, %.0f CPU-ms, %s%n",
          what, (System.nanoTime() - wall) / NANOS_A_MILLI, (cpu() - cpu) / NANOS_A_MILLI, rss());
    }

    void print(String what, int messages) throws IOException {
      System.out.printf(
          "%,d messages %s: %.0f ms, %.2f CPU-ms each, %s%n",
          messages,
          what,
          (System.nanoTime() - wall) / NANOS_A_MILLI,
          (cpu() - cpu) / NANOS_A_MILLI / messages,
          rss());
    }

    private static long cpu() {
      return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
          .getProcessCpuTime();
    }

    private static String rss() throws IOException {
      var status = Path.of("/proc/self/status");
      return Files.isReadable(status)
          ? Files.readAllLines(status).stream()
              .filter(line -> line.startsWith("VmRSS"))
              .findFirst()
              .orElse("")
          : "";
    }
  }
}

package dev.longshore.local.process;

import dev.longshore.local.process.DataLock.Taken;
import dev.longshore.local.runtime.TaskListener;
import dev.longshore.local.runtime.TaskSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * What starting a task as a process costs, beside xargs, which keeps no record. The first round is
 * that of a JVM that has just started.
 *
 * <pre>
 * mvn -q test-compile -pl local -am
 * java --enable-native-access=ALL-UNNAMED -cp local/target/classes:local/target/test-classes \
 *   dev.longshore.local.process.StartBenchmark [tasks (5000)] [at once (8)]
 * </pre>
 *
 * CPU time is that of this JVM, the tasks and the reaper together.
 */
final class StartBenchmark {

  private static final List<String> COMMAND = List.of("/bin/true");

  private static final int ROUNDS = 3;

  private final Path folder;
  private final int tasks;
  private final int atOnce;

  private StartBenchmark(Path folder, int tasks, int atOnce) {
    this.folder = folder;
    this.tasks = tasks;
    this.atOnce = atOnce;
  }

  public static void main(String[] arguments) throws Exception {
    var tasks = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5_000;
    var atOnce = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8;
    var folder = Files.createTempDirectory("longshore-benchmark");
    try {
      var benchmark = new StartBenchmark(folder, tasks, atOnce);
      for (var round = 1; round <= ROUNDS; round++) {
        benchmark.measure("xargs", benchmark::xargs);
        benchmark.measure("ProcessRuntime", benchmark::processRuntime);
      }
    } finally {
      delete(folder);
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  private void measure(String name, Work work) throws Exception {
    var cpu = cpuWithChildren();
    var began = System.nanoTime();
    work.run();
    var wall = Duration.ofNanos(System.nanoTime() - began);
    var used = cpuWithChildren().minus(cpu);
    System.out.printf(
        "%-15s %6.0f starts/s  %.3f CPU-ms a task%n",
        name, tasks * 1e9 / wall.toNanos(), used.toNanos() / 1e6 / tasks);
  }

  private void xargs() throws IOException, InterruptedException {
    var input = folder.resolve("input");
    Files.write(input, IntStream.range(0, tasks).mapToObj(String::valueOf).toList());
    var xargs =
        new ProcessBuilder("xargs", "-P", String.valueOf(atOnce), "-n", "1", "/bin/true")
            .inheritIO()
            .redirectInput(input.toFile())
            .start();
    if (xargs.waitFor() != 0) {
      throw new IllegalStateException("xargs failed");
    }
  }

  private void processRuntime() throws Exception {
    var data = Files.createTempDirectory(folder, "data");
    var environment = Map.of("PATH", "/usr/bin:/bin", "HOME", "/");
    var places = new Semaphore(atOnce);
    var failed = new AtomicInteger();
    try (var lock = ((Taken) DataLock.take(data)).lock();
        var reaper = Reaper.start(lock, new SecureRandom(), StartBenchmark::say);
        var runtime = new ProcessRuntime(reaper, InstantSource.system())) {
      for (var i = 0; i < tasks; i++) {
        places.acquire();
        var log = data.resolve("logs").resolve(i + ".log");
        var spec = new TaskSpec("task-" + i, COMMAND, environment, Path.of("/"), log);
        runtime.start(spec, new Place(places, failed));
      }
      places.acquire(atOnce);
    }
    if (failed.get() != 0) {
      throw new IllegalStateException(failed + " tasks failed");
    }
  }

  private record Place(Semaphore places, AtomicInteger failed) implements TaskListener {

    @Override
    public void started() {}

    @Override
    public void neverStarted(String reason) {
      say(reason);
      failed.incrementAndGet();
      places.release();
    }

    @Override
    public void exited(int code) {
      failed.addAndGet(code == 0 ? 0 : 1);
      places.release();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void say(String line) {
    System.err.println(line);
  }

  // utime, stime, cutime and cstime of proc_pid_stat(5), in ticks of 10 ms.
  private static Duration cpuWithChildren() throws IOException {
    var stat = Files.readString(Path.of("/proc/self/stat"));
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    var ticks = 0L;
    for (var i = 11; i <= 14; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return Duration.ofMillis(10 * ticks);
  }
}

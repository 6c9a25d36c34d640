package dev.longshore.local.process;

import static dev.longshore.local.process.Spawner.NOTHING;

import dev.longshore.local.data.DataFolderUnusable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The process that ends this life's tasks when this JVM dies, be it by kill -9.
 *
 * <p>It reads a pipe that only this JVM writes, and so is told of each process group. When the pipe
 * ends, it ends those groups and everything whose environment carries the mark of this life: what
 * was started but not told of yet, and what has left its group. What was not told of yet and has
 * dropped its environment already, in that very moment, it does not find. Until it is done it holds
 * a lock that the next life waits for.
 *
 * <p>It is a shell in a session of its own, runs a script that never changes, and learns nothing
 * but numbers.
 */
public final class Reaper implements AutoCloseable {

  /** How long a former reaper may take: more than its own passes add up to. */
  static final Duration FORMER_MAX = Duration.ofSeconds(30);

  /** How often a reaper that died itself is replaced. */
  static final int REPLACED_MAX = 20;

  private static final String MARK = "LONGSHORE_LIFE=";
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(15);
  private static final int LIFE_BYTES = 16;
  private static final int STACK_BYTES = 256 * 1024;

  private final DataLock data;
  private final Posix posix;
  private final Spawner spawner;
  private final Consumer<String> notice;
  private final String life;
  private final Duration formerMax;
  private final Set<Integer> groups = new HashSet<>();
  private final Thread watch = new Thread(null, this::watch, "longshore-reaper-watch", STACK_BYTES);
  private volatile int lifeline;
  private volatile int process;
  private volatile boolean lost;
  private boolean closed;

  private Reaper(DataLock data, String life, Duration formerMax, Consumer<String> notice) {
    this.data = data;
    this.posix = data.posix();
    this.spawner = posix.spawner();
    this.life = life;
    this.formerMax = formerMax;
    this.notice = notice;
  }

  /**
   * Starts the reaper of this life, once that of a former one is done.
   *
   * @param random makes the mark of this life, and so must not be predictable nor seeded alike
   * @param notice hears, in a line for the user each, what is waited for, and when a reaper died
   * @throws DataFolderUnusable if the former reaper is not done after 30 seconds
   * @throws UnsupportedOperationException if this system lacks what is needed; the message is one
   *     line for the user
   */
  public static Reaper start(DataLock data, RandomGenerator random, Consumer<String> notice)
      throws InterruptedException {
    return start(data, random, notice, FORMER_MAX);
  }

  static Reaper start(
      DataLock data, RandomGenerator random, Consumer<String> notice, Duration formerMax)
      throws InterruptedException {
    var life = new byte[LIFE_BYTES];
    random.nextBytes(life);
    data.posix().keepChildrenUntilReaped();
    var reaper = new Reaper(data, HexFormat.of().formatHex(life), formerMax, notice);
    reaper.begin();
    reaper.watch.setDaemon(true);
    reaper.watch.start();
    return reaper;
  }

  /** The variable that every task must have in its environment, as {@code NAME=value}. */
  String mark() {
    return MARK + life;
  }

  Posix posix() {
    return posix;
  }

  Spawner spawner() {
    return spawner;
  }

  /** A descriptor that each child has to hold until its program begins, and not after. */
  int lifeline() {
    return lifeline;
  }

  /** Whether tasks would be left behind if this JVM died now. */
  boolean lost() {
    return lost;
  }

  /** To be called once a group has been started. */
  synchronized void started(int group) {
    groups.add(group);
    tell(Integer.toString(group));
  }

  /**
   * To be called while the group's first process has not been reaped: from then on its number may
   * be that of a stranger.
   */
  synchronized void ended(int group) {
    groups.remove(group);
    tell("-" + group);
  }

  /** Ends what is left of this life, and waits until the lock is free for the next. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      tell("bye");
      closed = true;
      posix.close(lifeline);
    }
    try {
      watch.join(CLOSE_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(String line) {
    if (closed) {
      return;
    }
    var answer = posix.write(lifeline, line + "\n");
    // If the reaper has died, its successor is told of all groups at once.
    if (answer != -Errno.EPIPE) {
      SystemCallFailed.check("write", answer);
    }
  }

  private void watch() {
    try {
      for (var deaths = 1; hasDied(); deaths++) {
        notice.accept("the reaper (process %d) died".formatted(process));
        if (deaths > REPLACED_MAX) {
          throw new IllegalStateException("it died too often");
        }
        replace();
      }
    } catch (InterruptedException | RuntimeException e) {
      lost = true;
      notice.accept("no more tasks are started, for want of a reaper: " + e.getMessage());
    }
  }

  /** Waits until it ends; false if that was asked for. */
  private boolean hasDied() {
    if (posix.awaitEnd(process)) {
      posix.reap(process);
    }
    synchronized (this) {
      return !closed;
    }
  }

  // The old pipe stays open: a child that is being started may still count on its number.
  private synchronized void replace() throws InterruptedException {
    if (!closed) {
      begin();
    }
  }

  private void begin() throws InterruptedException {
    var lock = DataLock.open(data.folder(), "reaper.lock", posix);
    try {
      awaitFormer(lock);
      var pipe = posix.pipe();
      lifeline = pipe.writeEnd();
      process = spawner.startSession(program(), List.of(pipe.readEnd(), NOTHING, NOTHING, lock));
      posix.close(pipe.readEnd());
      SystemCallFailed.check("/bin/sh", process);
    } finally {
      posix.close(lock);
    }
  }

  private void awaitFormer(int lock) throws InterruptedException {
    if (posix.lock(lock)) {
      return;
    }
    notice.accept("waiting until the tasks of an earlier life have ended");
    for (var waited = Duration.ZERO; waited.compareTo(formerMax) < 0; waited = waited.plus(POLL)) {
      Thread.sleep(POLL);
      if (posix.lock(lock)) {
        return;
      }
    }
    throw DataFolderUnusable.of(
        data.folder(),
        "the tasks of an earlier life are still being ended after " + formerMax.toSeconds() + " s",
        null);
  }

  private Program program() {
    var path = Objects.requireNonNullElse(System.getenv("PATH"), "/usr/bin:/bin");
    return new Program(
        "/bin/sh",
        Stream.concat(
                Stream.of("sh", "-c", script(), "longshore-reaper", life),
                groups.stream().map(String::valueOf))
            .toList(),
        List.of("PATH=" + path, "LC_ALL=C"),
        "/");
  }

  private static String script() {
    try (var script = Reaper.class.getResourceAsStream("reaper.sh")) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

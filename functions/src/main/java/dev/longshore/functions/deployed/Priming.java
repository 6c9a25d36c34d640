package dev.longshore.functions.deployed;

import dev.longshore.ledger.Key;
import java.util.List;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Lambda's snapshot of a function hold what a first invocation would have to load, link and
 * compile: before it is taken, a whole run is played with AWS played too.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">Runtime
 *     hooks of SnapStart</a>
 */
public final class Priming implements Resource {

  private static final Logger LOG = LoggerFactory.getLogger(Priming.class);

  // The context knows its resources by weak references only.
  private static @Nullable Priming registered;

  private final List<Runnable> works;

  Priming(List<Runnable> works) {
    this.works = works;
  }

  /** Primes this function before each snapshot, where snapshots are taken. */
  public static synchronized void beforeSnapshots() {
    if (registered == null) {
      registered = new Priming(List.of(Priming::rehearse, Priming::connect));
      Core.getGlobalContext().register(registered);
    }
  }

  private static void rehearse() {
    var _ = new Rehearsal().play();
  }

  /** Reads an item that is not there, so that credentials, names and TLS have been used once. */
  private static void connect() {
    var _ = DeployedStack.fromEnvironment().store().get(new Key("PRIMING", "PRIMING"));
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    for (var work : works) {
      try {
        work.run();
      } catch (RuntimeException e) {
        // It only saves time; a version that was not primed works alike.
        LOG.atWarn().setCause(e).log("not primed");
      }
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    // Clocks, random numbers and credentials are asked for anew each time; nothing is to be mended.
  }
}

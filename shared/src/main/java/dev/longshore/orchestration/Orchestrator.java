package dev.longshore.orchestration;

import dev.longshore.job.Catalog;
import dev.longshore.ledger.Ledger;
import dev.longshore.ledger.Store;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Puts the parts of orchestration together over a store and the services of a cloud. */
public final class Orchestrator {

  private final Ledger ledger;
  private final Ports ports;
  private final Settings settings;
  private final InstantSource clock;
  private final Stopper stopper;
  private final Closing closing;
  private final Notifier notifier;
  private final Settlement settlement;
  private final Canceller canceller;
  private final TaskObserver observer;
  private final Admission admission;
  private final RandomGenerator random;

  public Orchestrator(
      Store store, Ports ports, Settings settings, InstantSource clock, RandomGenerator random) {
    this.ledger = new Ledger(store);
    this.ports = ports;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
    this.stopper = new Stopper(ledger, ports.tasks(), clock);
    this.closing = new Closing(ledger, clock);
    this.notifier = new Notifier(ledger, ports.executions(), clock);
    this.admission = new Admission(ledger, clock);
    this.settlement = new Settlement(ledger, closing, notifier, settings.billing(), clock, random);
    this.canceller = new Canceller(ledger, closing, notifier, ports.tasks(), clock);
    this.observer =
        new TaskObserver(
            ledger, settlement, stopper, canceller, ports.announcements(), settings, clock);
  }

  public Ledger ledger() {
    return ledger;
  }

  /** Opens runs of the jobs in {@code catalog}. */
  public RunOpener opener(Catalog catalog) {
    return new RunOpener(catalog, ledger, ports.executions(), settings, clock);
  }

  public AttemptLauncher launcher() {
    return new AttemptLauncher(
        ledger,
        ports.tasks(),
        admission,
        closing,
        settlement,
        canceller,
        stopper,
        notifier,
        settings,
        clock,
        random);
  }

  public TaskObserver observer() {
    return observer;
  }

  public Canceller canceller() {
    return canceller;
  }

  public Sweep sweep() {
    var runs =
        new RunSweep(
            ledger,
            ports,
            admission,
            closing,
            settlement,
            canceller,
            stopper,
            notifier,
            observer,
            settings,
            clock);
    return new Sweep(ledger, ports.tasks(), runs, stopper, settings, clock);
  }
}

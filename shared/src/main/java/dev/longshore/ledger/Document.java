package dev.longshore.ledger;

import dev.longshore.admission.Place;
import dev.longshore.admission.Slot;
import dev.longshore.job.Job;
import dev.longshore.run.Run;

/** What an item holds. */
public sealed interface Document {

  /** RUN with its member 0, which are one item without an array. */
  record OfRun(Run run) implements Document {}

  /** JOBVERSION: a compiled job, written once. */
  record OfJob(Job job) implements Document {}

  /** SLOT: the places under one limit. */
  record OfSlot(Slot slot) implements Document {}

  /** WAITER: one run that waits for a place of a slot. */
  record OfWaiter(String slot, Place place) implements Document {}

  /** LEASE: who sweeps. */
  record OfLease(Lease lease) implements Document {}
}

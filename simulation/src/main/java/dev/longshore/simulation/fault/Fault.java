package dev.longshore.simulation.fault;

import java.util.Locale;

/**
 * A kind of thing that goes wrong. Each says what an opportunity for it is; its rate is how many of
 * them it takes.
 */
public enum Fault {
  /** A Spot task may lose its capacity at any moment; the rate is by task-hour. */
  INTERRUPTION,
  /** The host of any task may fail at any moment; the rate is by task-hour. */
  HOST_FAILURE,
  /** An interruption may be told as in former years: with another stop code, or none. */
  OTHER_STOP_CODE,
  /** Capacity may be taken back, and nobody is told before the task has stopped. */
  NOTICE_MISSING,
  /** In each half-hour all Spot tasks may lose theirs at once. */
  MASS_RECLAIM,
  /** In each half-hour Spot may run dry for a while. */
  SPOT_DROUGHT,
  /** The same for capacity on demand. */
  ON_DEMAND_DROUGHT,
  /** In each half-hour one zone may run dry of one capacity for a while, seen at once or later. */
  ZONE_DROUGHT,
  /** In each half-hour few vCPUs may be allowed for a while. */
  VCPU_QUOTA,
  /** A task that was launched finds no capacity after all. */
  LATE_SHORTAGE,
  /** A task that was launched may get no place to run: for its network, its disk, its secrets. */
  NEVER_PLACED,
  /** A RunTask request may be refused with an error. */
  RUN_TASK_REFUSED,
  /** A container may not start, for one of the reasons that ECS gives. */
  NEVER_STARTS,
  /** A task may take many minutes to start. */
  SLOW_START,
  /** A container may exit with any code. */
  EXIT_CODE,
  /** A container may do nothing for ever. */
  HANG,
  /** A container may compute without a word. */
  SILENT,
  /** A container may be killed for its memory at any moment of its work. */
  OUT_OF_MEMORY,
  /** A look at tasks may not show the latest of them yet. */
  TASKS_UNSEEN,
  /** A container may not heed SIGTERM. */
  DEAF,
  /** A container may exit with 0 when it is asked to end. */
  ZERO_ON_TERM,
  /** The exit code of a container that was asked to end may be lost. */
  EXIT_CODE_LOST,
  EVENT_LOST,
  /** An event may come late, up to hours, and so after those that followed it. */
  EVENT_DELAYED,
  EVENT_DOUBLED,
  /** A function may die before or after any call. */
  HANDLER_KILLED,
  /** A call may time out and have had no effect. */
  TIMED_OUT_BEFORE,
  /** A call may time out though it had its effect. */
  TIMED_OUT_AFTER,
  /** A call may be throttled, as if others had used up the account's rate. */
  THROTTLED,
  /** An invocation may be throttled. */
  LAMBDA_THROTTLED,
  /** In each half-hour Lambda may be down for a while. */
  LAMBDA_DOWN,
  /** In each half-hour Lambda may be down for up to seven hours. */
  LAMBDA_DOWN_FOR_HOURS,
  /** In each half-hour the ledger's database may be out of reach for a while. */
  LEDGER_OUTAGE,
  /** Looking for a task's samples may show none of the latest. */
  SAMPLES_LATE,
  /** Looking for a task's samples may show gaps. */
  SAMPLES_MISSING,
  /** A person may abort the execution of a run. */
  ABORTED_BY_HAND,
  /** A person may redrive an execution that did not succeed, one that was aborted above all. */
  REDRIVEN_BY_HAND,
  /** A person may stop a task. */
  STOPPED_BY_HAND,
  /** A function's clock may be up to 5 s off. */
  CLOCK_SKEW,
  /** Other functions may be at work between any two calls of an invocation. */
  INTERLEAVED,
  /** In each half-hour a deploy may change, remove or add jobs. */
  DEPLOY,
  /** Once, Longshore itself may be deployed in place of a version with the previous schema. */
  UPGRADE,
  /** A trigger may be delivered twice. */
  TRIGGER_DOUBLED;

  /** Its word on a command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package dev.longshore.simulation.mutant;

import java.util.List;

/** Every mistake that the simulation must find. */
final class Mutants {

  private static final String SHARED = "shared";
  private static final String FUNCTIONS = "functions";
  private static final String ORCHESTRATION = "dev.longshore.orchestration.";

  private Mutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "a trigger that comes twice names one run",
            SHARED,
            "dev.longshore.run.RunId",
            "hash(trigger.identity())",
            "hash(trigger.identity() + System.nanoTime())",
            List.of("OneRunPerTrigger")),
        new Mutant(
            "CRASH after openRun: sweep starts it",
            SHARED,
            ORCHESTRATION + "RunSweep",
            "    if (run.member().entry() == null\n        && isPast(run.openedAt(), START_GRACE)",
            "    if (run.member().entry() != null\n        && isPast(run.openedAt(), START_GRACE)",
            List.of("FinalInTime")),
        new Mutant(
            "CRASH after settle: the next sweep notifies",
            SHARED,
            ORCHESTRATION + "RunSweep",
            "    if (isPast(since, GRACE)) {\n      notifier.notify(run);",
            "    if (run.openedAt().equals(since)) {\n      notifier.notify(run);",
            List.of("FinalInTime", "NothingLeft")),
        new Mutant(
            "a handler has two minutes before sweep does its work",
            SHARED,
            ORCHESTRATION + "RunSweep",
            "static final Duration GRACE = Duration.ofMinutes(2);",
            "static final Duration GRACE = Duration.ofHours(5);",
            List.of("KeepsGoing")),
        new Mutant(
            "a lost STOPPED: sweep settles what DescribeTasks shows",
            SHARED,
            ORCHESTRATION + "RunSweep",
            "      settlement.settle(key(run, attempt), facts);\n      return;",
            "      return;",
            List.of("EndsSeen")),
        new Mutant(
            "one attempt is one RunTask request: the client token follows from its key",
            SHARED,
            "dev.longshore.run.AttemptKey",
            "formatHex(RunId.sha256(startedBy()))",
            "formatHex(RunId.sha256(startedBy() + System.nanoTime()))",
            List.of("OneLiveTask")),
        new Mutant(
                "a refusal settles only while no earlier request may take effect",
                SHARED,
                ORCHESTRATION + "AttemptLauncher",
                "doubtedAt == null || !doubtedAt.plus(LISTED).isAfter(clock.instant())",
                "doubtedAt == null || doubtedAt.isBefore(Instant.MAX)",
                List.of("OneLiveTask", "BillRight"))
            .with("tasks-unseen", 0.3)
            .with("run-task-refused", 0.2)
            .with("timed-out-after", 0.02),
        new Mutant(
            "around StopTask: the intent is stored and sweep repeats",
            SHARED,
            ORCHESTRATION + "RunSweep",
            "      stopper.stop(key(run, attempt), attempt.intent().outcome(),"
                + " attempt.intent().why());\n",
            "",
            List.of("FinalInTime", "NothingLeft", "CancelsHeeded", "IdleStopped")),
        new Mutant(
            "never settle LOST on an empty list before 55 minutes",
            SHARED,
            ORCHESTRATION + "RunSweep",
            "isPast(attempt.writtenAt(), NEVER_LAUNCHED)",
            "isPast(attempt.writtenAt(), GRACE)",
            List.of("EndsSeen", "OneLiveTask", "NoStrays", "BillRight")),
        new Mutant(
            "a live task that is no open attempt's is stopped",
            SHARED,
            ORCHESTRATION + "Sweep",
            "private void stopIfStray(TaskFacts facts) {",
            "private void stopIfStray(TaskFacts facts) {\n if (calls >= 0) { return; }",
            List.of("NoStrays")),
        new Mutant(
            "only tasks of this stack are ours",
            SHARED,
            "dev.longshore.run.TaskFacts",
            ".filter(key -> key.stack().equals(stack))",
            ".filter(key -> !stack.isEmpty())",
            List.of("StrangersUntouched")),
        new Mutant(
            "nobody is admitted beyond the places",
            SHARED,
            "dev.longshore.admission.Slot",
            "return holders.size() < limit;",
            "return holders.size() <= limit;",
            List.of("PlacesKept")),
        new Mutant(
            "admission is one transaction with the slot",
            SHARED,
            ORCHESTRATION + "Admission",
            ".putSlot(slot, slot.value().withHolder(Place.of(run)))",
            "",
            List.of("PlacesKept")),
        new Mutant(
            "waiters are admitted in order",
            SHARED,
            ORCHESTRATION + "Closing",
            "ledger.waiters(slot.name(), candidates).stream()",
            "ledger.waiters(slot.name(), CANDIDATES_MAX).reversed().stream()",
            List.of("WaitersInOrder")),
        new Mutant(
            "a close gives the place back in the same transaction",
            SHARED,
            "dev.longshore.admission.Slot",
            "!place.run().equals(run)",
            "!place.run().equals(run) || holders.size() > 1",
            List.of("NothingLeft", "FinalInTime")),
        new Mutant(
            "a freed place is handed on",
            SHARED,
            ORCHESTRATION + "Closing",
            "slot.hasRoom(claim(run.value()).orElseThrow().limit())",
            "slot.hasRoom(claim(run.value()).orElseThrow().limit() - 1)",
            List.of("FinalInTime", "NothingLeft")),
        new Mutant(
            "an idle task is stopped",
            SHARED,
            "dev.longshore.decision.IdleDecision",
            "compareTo(policy.after()) >= 0",
            "compareTo(policy.after().multipliedBy(9)) >= 0",
            List.of("IdleStopped")),
        new Mutant(
            "a busy task is never stopped for being idle",
            SHARED,
            "dev.longshore.decision.IdleDecision",
            "case BOTH -> cpuIsSilent && logIsSilent;",
            "case BOTH -> cpuIsSilent || logIsSilent;",
            List.of("IdleStopped")),
        new Mutant(
            "who stopped a task comes before how it exited",
            SHARED,
            "dev.longshore.decision.Classifier",
            "        .or(this::interrupted)\n",
            "",
            List.of("OnlySuccessSucceeds")),
        new Mutant(
            "a missing exit code is not 0",
            SHARED,
            "dev.longshore.decision.Classifier",
            "container.exitCode() != null && container.exitCode() == 0",
            "container.exitCode() == null || container.exitCode() == 0",
            List.of("OnlySuccessSucceeds")),
        new Mutant(
            "a message is acknowledged only once its run is in the ledger",
            FUNCTIONS,
            "dev.longshore.functions.queue.OpenQueuedRunsHandler",
            "        again.add(new BatchItemFailure(message.getMessageId()));\n",
            "",
            List.of("MessagesKept")),
        new Mutant(
            "poison goes to the dead-letter queue",
            FUNCTIONS,
            "dev.longshore.functions.queue.OpenQueuedRunsHandler",
            "        deadLetters.send(queue, message.getMessageId(), message.getBody(), reason);\n",
            "",
            List.of("MessagesKept")),
        new Mutant(
            "billed from the start of the pull, a minute at least",
            SHARED,
            "dev.longshore.cost.Billing",
            "private static final long SECONDS_MIN = 60;",
            "private static final long SECONDS_MIN = 1;",
            List.of("BillRight")),
        new Mutant(
            "Spot is billed as Spot",
            SHARED,
            "dev.longshore.cost.Billing",
            "cost(usage, capacity, seconds),",
            "cost(usage, Capacity.ON_DEMAND, seconds),",
            List.of("BillRight")),
        new Mutant(
            "launches are paced",
            SHARED,
            ORCHESTRATION + "AttemptLauncher",
            "return limit == null ? now : ledger.reserve(limit, now);",
            "return now;",
            List.of("CallsPaced")),
        new Mutant(
            "every end is announced, by its execution or by us",
            SHARED,
            "dev.longshore.decision.Answer",
            "case Done(var state) ->\n"
                + "          json.put(\"next\", \"DONE\").put(\"state\", state.name())",
            "case Done(var state) ->\n"
                + "          json.put(\"next\", \"DONE\").put(\"state\", \"FAILED\")",
            List.of("EndsAnnounced")),
        new Mutant(
            "sweep tells ends whose executions cannot",
            SHARED,
            ORCHESTRATION + "RunSweep",
            "      case BROKEN_OFF -> observer.tell(run);",
            "      case BROKEN_OFF -> {}",
            List.of("NothingLeft")),
        new Mutant(
            "executions end as their runs do",
            SHARED,
            "dev.longshore.decision.Answer",
            "json.put(\"next\", \"WAIT\").put(\"at\", at.toString())",
            "json.put(\"next\", \"WAIT\").put(\"until\", at.toString())",
            List.of("HistoriesBounded")),
        new Mutant(
            "a cancelled run without a task ends CANCELLED",
            SHARED,
            ORCHESTRATION + "Canceller",
            ".ended(RunState.CANCELLED,",
            ".ended(RunState.FAILED,",
            List.of("CancelsHeeded")));
  }
}

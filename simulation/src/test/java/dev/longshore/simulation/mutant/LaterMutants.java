package dev.longshore.simulation.mutant;

import java.util.List;

/** More mistakes: those that only came to be found once the simulation knew more ways to fail. */
final class LaterMutants {

  private static final String SHARED = "shared";
  private static final String ORCHESTRATION = "dev.longshore.orchestration.";

  private LaterMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "nobody overtakes those who wait",
            SHARED,
            "dev.longshore.admission.AdmissionDecision",
            "slot.hasRoom(claim.limit()) && slot.waiting() == 0",
            "slot.hasRoom(claim.limit())",
            List.of("WaitersInOrder")),
        new Mutant(
            "a redrive's entry is later than those before it",
            SHARED,
            "dev.longshore.run.StateEntry",
            "Comparator.comparingInt(StateEntry::redrives)\n"
                + "          .thenComparing(StateEntry::enteredAt)",
            "Comparator.comparing(StateEntry::enteredAt)",
            List.of("RedrivesEnd", "KeepsGoing")),
        new Mutant(
                "a request whose outcome nobody knows leaves a doubt",
                SHARED,
                ORCHESTRATION + "AttemptLauncher",
                "(entry.retryCount() > 0 || last.redrives() < entry.redrives())",
                "(entry.retryCount() > 99 || last.redrives() < entry.redrives())",
                List.of("OneLiveTask", "NoStrays", "BillRight"))
            .with("run-task-refused", 0.2)
            .with("timed-out-after", 0.02),
        new Mutant(
            "a reader knows the current schema and the last",
            SHARED,
            "dev.longshore.ledger.DocumentCodec",
            "case PREVIOUS_SCHEMA, SCHEMA -> read(key, fields);",
            "case SCHEMA -> read(key, fields);",
            List.of("NothingLeft", "FinalInTime", "the cloud itself")),
        new Mutant(
            "CRASH after JOBVERSION: the job is recorded before its run",
            SHARED,
            ORCHESTRATION + "RunOpener",
            "    ledger.recordJob(version, job);\n",
            "",
            List.of("FinalInTime", "NothingLeft")),
        new Mutant(
            "CRASH after a slot is handed on: sweep notifies who is ADMITTED",
            SHARED,
            ORCHESTRATION + "RunSweep",
            "case Admitted _ -> notifyIfOverdue(run, since(run));",
            "case Admitted _ -> {}",
            List.of("KeepsGoing")),
        new Mutant(
            "CRASH after settle: sweep notifies who is in BACKOFF",
            SHARED,
            ORCHESTRATION + "RunSweep",
            "case BackingOff(var until, _) -> notifyIfOverdue(run, until);",
            "case BackingOff _ -> {}",
            List.of("KeepsGoing")),
        new Mutant(
            "CRASH in Announce: Step Functions retries",
            "statemachines",
            "run.asl.json",
            """
            "MaxAttempts": 10,
                      "MaxDelaySeconds": 60,
                      "JitterStrategy": "FULL"
                    }
                  ],
                  "End": true\
            """,
            "\"MaxAttempts\": 0\n        }\n      ],\n      \"End\": true",
            List.of("HistoriesBounded")),
        new Mutant(
            "a launch that keeps failing pauses, and its execution goes on",
            "statemachines",
            "run.asl.json",
            "\"ErrorEquals\": [\"States.ALL\"],\n          \"Next\": \"Pause\"",
            "\"ErrorEquals\": [\"States.DataLimitExceeded\"],\n          \"Next\": \"Pause\"",
            List.of("HistoriesBounded")),
        new Mutant(
            "every change of a MEMBER is conditional on its version",
            SHARED,
            "dev.longshore.ledger.Ledger",
            "store.commit(List.of(new Write.Put(Items.item(after, before.version() + 1))));",
            "store.commit(List.of(new Write.Put(Items.item(after,"
                + " java.util.Objects.requireNonNull(store.get(Items.run(after.id()))).version() +"
                + " 1))));",
            List.of("OneLiveTask", "NoStrays", "BillRight", "FinalInTime", "NothingLeft")),
        new Mutant(
                "an execution that is gone, and was not heard of, is found by sweep",
                SHARED,
                ORCHESTRATION + "RunSweep",
                "if ((isSuspect || entry.refused())",
                "if ((isSuspect && run.isFinal())",
                List.of("FinalInTime", "NothingLeft"))
            .with("aborted-by-hand", 0.3)
            .with("event-lost", 0.5),
        new Mutant(
            "LOST only after two misses that lie apart",
            SHARED,
            ORCHESTRATION + "RunSweep",
            """
            if (!isPast(attempt.writtenAt(), MISSING_GRACE)) {
                  return;
                }
                var key = key(run, attempt);
                if (attempt.missingSince() == null) {
                  mark(key, clock.instant());
                } else if (isPast(attempt.missingSince(), BETWEEN_MISSES)) {\
            """,
            "var key = key(run, attempt);\n    if (attempt.taskArn() != null) {",
            List.of("EndsSeen")),
        new Mutant(
            "a Spot interruption is known by its text where it has no code",
            SHARED,
            "dev.longshore.decision.Classifier",
            "reason != null && lower(reason).contains(SPOT_TEXT)",
            "reason != null && lower(reason).isEmpty()",
            List.of("OnlySuccessSucceeds")),
        new Mutant(
            "a host's failure is an interruption",
            SHARED,
            "dev.longshore.decision.Classifier",
            "code.equals(INFRASTRUCTURE_HEALTH)",
            "code.isEmpty()",
            List.of("OnlySuccessSucceeds")));
  }
}

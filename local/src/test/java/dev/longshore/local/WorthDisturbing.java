package dev.longshore.local;

import dev.longshore.local.FaultyCalls.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Which calls are disturbed: all, but of the sweeps that find nothing to do, which come each minute
 * and are all alike, only the first.
 */
final class WorthDisturbing {

  private static final int IDLE_SWEEPS = 1;

  /** A sweep writes its lease twice; what it writes beyond that, and these calls, repairs. */
  private static final int LEASE_COMMITS = 2;

  private static final Set<String> REPAIRS =
      Set.of("ecs:StopTask", "states:SendTaskSuccess", "states:StartExecution", "events:PutEvents");

  private WorthDisturbing() {}

  /** The numbers, from 1, of the calls to disturb. */
  static List<Integer> of(List<Call> calls) {
    var repairing = repairing(calls);
    var idle = new HashSet<Instant>();
    var worth = new ArrayList<Integer>();
    for (var i = 0; i < calls.size(); i++) {
      var call = calls.get(i);
      var isIdleSweep = call.isOf(Functions.SWEEP) && !repairing.contains(call.at());
      if (isIdleSweep && (idle.size() < IDLE_SWEEPS || idle.contains(call.at()))) {
        idle.add(call.at());
        worth.add(i + 1);
      } else if (!isIdleSweep) {
        worth.add(i + 1);
      }
    }
    return worth;
  }

  /** The numbers of the calls of sweeps that repair something. */
  static List<Integer> repairs(List<Call> calls) {
    var repairing = repairing(calls);
    return IntStream.range(0, calls.size())
        .filter(i -> calls.get(i).isOf(Functions.SWEEP) && repairing.contains(calls.get(i).at()))
        .mapToObj(i -> i + 1)
        .toList();
  }

  /** The times of the sweeps that repair something. */
  private static Set<Instant> repairing(List<Call> calls) {
    var commits = new TreeMap<Instant, Integer>();
    var repairing = new HashSet<Instant>();
    for (var call : calls) {
      if (call.isOf(Functions.SWEEP)) {
        var isCommit = call.name().equals("ledger:commit");
        var soFar = commits.merge(call.at(), isCommit ? 1 : 0, Integer::sum);
        if (soFar > LEASE_COMMITS || REPAIRS.contains(call.name())) {
          repairing.add(call.at());
        }
      }
    }
    return repairing;
  }
}

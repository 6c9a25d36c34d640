package dev.longshore.local;

import dev.longshore.local.call.Calls;
import dev.longshore.local.call.HandlerDied;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.ecs.model.EcsException;

/** Lets some of the calls go wrong that handlers, people and services make. */
final class FaultyCalls implements Calls {

  /** What services call on their own account; all other calls outside of handlers are a test's. */
  private static final Set<String> OF_SERVICES =
      Set.of("events:PutEvents", "sqs:ReceiveMessage", "sqs:DeleteMessageBatch");

  private static final String SERVICE = "service";
  private static final int CLIENT_ERROR = 400;

  private final Map<Integer, Fault> faults;
  private final List<Call> made = new ArrayList<>();
  private InstantSource clock = InstantSource.system();
  private Supplier<@Nullable String> caller = () -> null;
  private int throttled;

  private FaultyCalls(Map<Integer, Fault> faults) {
    this.faults = faults;
  }

  /** Faults that never come. */
  static FaultyCalls none() {
    return new FaultyCalls(Map.of());
  }

  /** The {@code at}th call goes wrong, counted from 1. */
  static FaultyCalls at(int at, Fault fault) {
    return new FaultyCalls(Map.of(at, fault));
  }

  /** Two calls go wrong. */
  static FaultyCalls at(int first, Fault fault, int second, Fault other) {
    return new FaultyCalls(Map.of(first, fault, second, other));
  }

  /**
   * A call that was made.
   *
   * @param by the function at work, a person, or a service
   */
  record Call(Instant at, String by, String name) {

    boolean isOf(String function) {
      return by.equals(function);
    }
  }

  /** What goes wrong. */
  enum Fault {
    DIES_BEFORE,
    DIES_AFTER,
    TIMES_OUT_BEFORE,
    TIMES_OUT_AFTER,
    HOST_DIES_BEFORE,
    HOST_DIES_AFTER;

    /** What befalls one caller, and leaves the others at work. */
    static final Set<Fault> OF_A_CALLER = EnumSet.range(DIES_BEFORE, TIMES_OUT_AFTER);

    /** What ends a cloud with all that is in it. */
    static final Set<Fault> OF_THE_HOST = EnumSet.range(HOST_DIES_BEFORE, HOST_DIES_AFTER);

    private boolean takesEffect() {
      return this == DIES_AFTER || this == TIMES_OUT_AFTER || this == HOST_DIES_AFTER;
    }

    private boolean endsTheCaller() {
      return this == DIES_BEFORE || this == DIES_AFTER;
    }

    /** Services do not die; their calls may go unanswered. */
    boolean canBefall(Call call) {
      return !endsTheCaller() || !call.isOf(SERVICE);
    }
  }

  /** The process is dead, with the cloud and its tasks; only the ledger is left. */
  static final class HostDied extends Error {

    private static final long serialVersionUID = 1;

    HostDied(String call) {
      super("at " + call);
    }
  }

  /** Counts the calls from now on that {@code caller} names somebody for, or a service makes. */
  void watch(InstantSource time, Supplier<@Nullable String> who) {
    clock = time;
    caller = who;
  }

  /** The first so many launches are throttled. */
  void throttle(int launches) {
    throttled = launches;
  }

  /** The calls that were made. */
  List<Call> made() {
    return made;
  }

  @Override
  public <T> T make(String name, Supplier<T> call) {
    var by = caller.get();
    if (by == null && !OF_SERVICES.contains(name)) {
      return call.get();
    }
    made.add(new Call(clock.instant(), by == null ? SERVICE : by, name));
    var fault = faults.get(made.size());
    if (fault != null) {
      throw failure(name, fault, call);
    }
    if (name.equals("ecs:RunTask") && throttled > 0) {
      throttled--;
      throw throttling();
    }
    return call.get();
  }

  private static <T> RuntimeException failure(String name, Fault fault, Supplier<T> call) {
    if (fault.takesEffect()) {
      var _ = call.get();
    }
    if (Fault.OF_THE_HOST.contains(fault)) {
      throw new HostDied(name);
    }
    if (fault.endsTheCaller()) {
      throw new HandlerDied("at " + name);
    }
    return ApiCallTimeoutException.create(0);
  }

  private static RuntimeException throttling() {
    var details =
        AwsErrorDetails.builder()
            .serviceName("ECS")
            .errorCode("ThrottlingException")
            .errorMessage("Rate exceeded")
            .build();
    return EcsException.builder().statusCode(CLIENT_ERROR).awsErrorDetails(details).build();
  }
}

package dev.longshore.local;

import dev.longshore.local.call.Calls;
import dev.longshore.local.call.HandlerDied;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/** Lets one call that a handler makes go wrong. */
final class FaultyCalls implements Calls {

  private final int at;
  private final Fault fault;
  private final List<String> names = new ArrayList<>();
  private BooleanSupplier inHandler = () -> false;

  FaultyCalls(int at, Fault fault) {
    this.at = at;
    this.fault = fault;
  }

  /** A fault that never comes. */
  static FaultyCalls none() {
    return new FaultyCalls(0, Fault.DIES_AFTER);
  }

  /** What goes wrong. */
  enum Fault {
    DIES_BEFORE,
    DIES_AFTER,
    TIMES_OUT_BEFORE,
    TIMES_OUT_AFTER
  }

  /** Only calls that are made while {@code inHandler} count. */
  void countWhile(BooleanSupplier condition) {
    inHandler = condition;
  }

  /** The calls that were made. */
  List<String> names() {
    return names;
  }

  @Override
  public <T> T make(String name, Supplier<T> call) {
    if (!inHandler.getAsBoolean()) {
      return call.get();
    }
    names.add(name);
    if (names.size() != at) {
      return call.get();
    }
    if (fault == Fault.DIES_AFTER || fault == Fault.TIMES_OUT_AFTER) {
      var _ = call.get();
    }
    if (fault == Fault.DIES_BEFORE || fault == Fault.DIES_AFTER) {
      throw new HandlerDied("at " + name);
    }
    throw ApiCallTimeoutException.create(0);
  }
}

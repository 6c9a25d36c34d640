package dev.longshore.architecture.grants;

import dev.longshore.local.call.Calls;
import dev.longshore.local.call.HandlerDied;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Ends whoever is at work, now and then, before a call or after it.
 *
 * @param somebodyWorks whether a call that is made now is somebody's who can die
 */
record Deaths(Random random, BooleanSupplier somebodyWorks) implements Calls {

  private static final int ONE_IN = 25;

  @Override
  public <T> T make(String name, Supplier<T> call) {
    var dies = somebodyWorks.getAsBoolean() && random.nextInt(ONE_IN) == 0;
    if (dies && random.nextBoolean()) {
      throw new HandlerDied("before " + name);
    }
    var answer = call.get();
    if (dies) {
      throw new HandlerDied("after " + name);
    }
    return answer;
  }
}

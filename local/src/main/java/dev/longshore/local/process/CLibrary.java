package dev.longshore.local.process;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Collections;
import java.util.Optional;

/**
 * Functions of the C library that answer with an int, called with words.
 *
 * <p>Arguments and results are bound as 64-bit words, as which integers and pointers travel on
 * x86_64 and arm64 anyway. Seven shapes of calls take 70 ms to bind where the sixteen of the true
 * signatures take 110 ms, and that is part of the time to the first job.
 */
final class CLibrary {

  private static final int EINTR = 4;
  private static final int VARIADIC_PARAMETERS = 3;
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");

  private final Linker linker = Linker.nativeLinker();

  /**
   * The function of this name.
   *
   * @throws UnsupportedOperationException if this C library has none, with the line for the user
   */
  MethodHandle function(String name, int parameters) {
    return optional(name, parameters).orElseThrow(() -> missing(name));
  }

  /** The function of this name, if this C library has it. */
  Optional<MethodHandle> optional(String name, int parameters) {
    return bind(name, parameters, ERRNO);
  }

  /** The function of this name with two parameters and, declared as {@code ...}, a third one. */
  MethodHandle variadic(String name) {
    return bind(name, VARIADIC_PARAMETERS, ERRNO, Linker.Option.firstVariadicArg(2))
        .orElseThrow(() -> missing(name));
  }

  /** Calls it, again for as long as a signal interrupts it; -1 becomes the negated errno. */
  int call(MethodHandle function, long... words) {
    int result;
    do {
      result = callOnce(function, words);
    } while (result == -EINTR);
    return result;
  }

  /** Calls it; -1 becomes the negated errno. */
  int callOnce(MethodHandle function, long... words) {
    try (var arena = Arena.ofConfined()) {
      var errno = arena.allocate(Linker.Option.captureStateLayout());
      // Only the lower half of the word is the int.
      var result = (int) invoke(function, errno, words);
      return result == -1 ? -errno.get(JAVA_INT, 0) : result;
    }
  }

  private static long invoke(MethodHandle function, MemorySegment errno, long[] w) {
    try {
      return switch (w.length) {
        case 1 -> (long) function.invokeExact(errno, w[0]);
        case 2 -> (long) function.invokeExact(errno, w[0], w[1]);
        case 3 -> (long) function.invokeExact(errno, w[0], w[1], w[2]);
        case 4 -> (long) function.invokeExact(errno, w[0], w[1], w[2], w[3]);
        case 5 -> (long) function.invokeExact(errno, w[0], w[1], w[2], w[3], w[4]);
        case 6 -> (long) function.invokeExact(errno, w[0], w[1], w[2], w[3], w[4], w[5]);
        default -> throw new IllegalArgumentException("%d words".formatted(w.length));
      };
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a C function throws nothing", e);
    }
  }

  // Restricted, because a wrong signature crashes the JVM: the signatures are in Posix.
  @SuppressWarnings("restricted")
  private Optional<MethodHandle> bind(String name, int parameters, Linker.Option... options) {
    var words = Collections.nCopies(parameters, JAVA_LONG).toArray(MemoryLayout[]::new);
    var signature = FunctionDescriptor.of(JAVA_LONG, words);
    return linker
        .defaultLookup()
        .find(name)
        .map(address -> linker.downcallHandle(address, signature, options));
  }

  private static UnsupportedOperationException missing(String name) {
    return new UnsupportedOperationException(
        "tasks as processes need a newer C library (glibc 2.29, musl 1.1.24, macOS 10.15): this one"
            + " has no "
            + name);
  }
}

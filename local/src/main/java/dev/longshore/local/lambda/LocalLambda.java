package dev.longshore.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.longshore.local.call.HandlerDied;
import dev.longshore.local.data.DataFolderUnusable;
import dev.longshore.local.loop.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Functions and how Lambda invokes them. An asynchronous invocation that fails is repeated after
 * one and after two minutes and then given up; one that Lambda did not take, at growing intervals
 * until it is six hours old.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">Error
 *     handling of asynchronous invocations</a>
 */
public final class LocalLambda {

  private static final Logger LOG = LoggerFactory.getLogger(LocalLambda.class);
  private static final Duration[] ASYNC_RETRIES = {Duration.ofMinutes(1), Duration.ofMinutes(2)};

  /** How old an event becomes that waits for Lambda to take it. */
  static final Duration EVENT_AGE_MAX = Duration.ofHours(6);

  private static final Duration REFUSED_MIN = Duration.ofSeconds(1);
  private static final Duration REFUSED_MAX = Duration.ofMinutes(5);
  private static final String REFUSED = "TooManyRequestsException";

  private final EventLoop loop;
  private final Environments environments;
  private final Map<String, Function<?, ?>> functions = new HashMap<>();
  private @Nullable String running;

  public LocalLambda(EventLoop loop) {
    this(loop, Environments.PLAIN);
  }

  public LocalLambda(EventLoop loop, Environments environments) {
    this.loop = loop;
    this.environments = environments;
  }

  /** What became of an invocation. */
  public sealed interface Invocation<O> {}

  public record Answered<O>(O answer) implements Invocation<O> {}

  /** It ended with an exception, or its environment died. */
  public record Failed<O>(String error, String cause) implements Invocation<O> {}

  /**
   * A function, with the environments that are kept warm between invocations. Each serves one
   * invocation at a time, and one whose invocation died is not used again.
   */
  private static final class Function<I, O> {

    private final Supplier<RequestHandler<I, O>> initialization;
    private final Deque<RequestHandler<I, O>> warm = new ArrayDeque<>();

    Function(Supplier<RequestHandler<I, O>> initialization) {
      this.initialization = initialization;
    }

    O invoke(I event) {
      var handler = warm.isEmpty() ? initialization.get() : warm.pop();
      O answer;
      try {
        answer = handler.handleRequest(event, null);
      } catch (RuntimeException e) {
        warm.push(handler);
        throw e;
      }
      warm.push(handler);
      return answer;
    }
  }

  /** Deploys a function. */
  public <I, O> void deploy(String name, Supplier<RequestHandler<I, O>> initialization) {
    functions.put(name, new Function<>(initialization));
  }

  /** The function that is at work, or null. */
  public @Nullable String running() {
    return running;
  }

  /** Invokes a function and waits for what becomes of it. */
  @SuppressWarnings("unchecked") // a function is deployed with the types that it is invoked with
  public <I, O> Invocation<O> invoke(String name, I event) {
    var function = (Function<I, O>) functions.get(name);
    if (function == null) {
      throw new IllegalArgumentException("there is no function " + name);
    }
    var caller = running;
    running = name;
    try {
      return new Answered<>(environments.run(name, () -> function.invoke(event)));
    } catch (HandlerDied e) {
      return new Failed<>("Runtime.ExitError", String.valueOf(e.getMessage()));
    } catch (DataFolderUnusable e) {
      throw e;
    } catch (InvocationRefused e) {
      return new Failed<>(REFUSED, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).addKeyValue("function", name).log("function failed");
      return new Failed<>(e.getClass().getName(), String.valueOf(e.getMessage()));
    } finally {
      running = caller;
    }
  }

  /** Sees to it that a function is invoked, soon and again if it fails. */
  public <I> void invokeLater(String name, I event) {
    var queued = new QueuedEvent<>(name, event, loop.instant());
    var _ = loop.soon(() -> tryAsync(queued));
  }

  /** An event in the queue of a function, with what has become of it. */
  private static final class QueuedEvent<I> {

    private final String function;
    private final I event;
    private final Instant since;
    private int failures;
    private Duration wait = REFUSED_MIN;

    QueuedEvent(String function, I event, Instant since) {
      this.function = function;
      this.event = event;
      this.since = since;
    }

    /** When it is tried again after it was refused or has failed; empty if it is given up. */
    Optional<Instant> next(boolean wasRefused, Instant now) {
      if (!wasRefused) {
        return failures == ASYNC_RETRIES.length
            ? Optional.empty()
            : Optional.of(now.plus(ASYNC_RETRIES[failures++]));
      }
      var next = now.plus(wait);
      var doubled = wait.multipliedBy(2);
      wait = doubled.compareTo(REFUSED_MAX) < 0 ? doubled : REFUSED_MAX;
      return next.isAfter(since.plus(EVENT_AGE_MAX)) ? Optional.empty() : Optional.of(next);
    }
  }

  private void tryAsync(QueuedEvent<?> queued) {
    if (!(invoke(queued.function, queued.event) instanceof Failed<?>(var error, var cause))) {
      return;
    }
    var next = queued.next(error.equals(REFUSED), loop.instant());
    if (next.isEmpty()) {
      LOG.atError()
          .addKeyValue("function", queued.function)
          .addKeyValue("error", error + ": " + cause)
          .log("event given up");
      return;
    }
    var _ = loop.at(next.get(), () -> tryAsync(queued));
  }
}

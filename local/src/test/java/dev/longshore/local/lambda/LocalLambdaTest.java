package dev.longshore.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.longshore.local.call.HandlerDied;
import dev.longshore.local.lambda.LocalLambda.Answered;
import dev.longshore.local.lambda.LocalLambda.Failed;
import dev.longshore.local.loop.VirtualLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LocalLambdaTest {

  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  private static final String NAME = "function";

  private final VirtualLoop loop = new VirtualLoop(START);
  private final LocalLambda lambda = new LocalLambda(loop);
  private final List<Long> invokedAt = new ArrayList<>();
  private int environments;

  /** A function that answers with the number of its environment, if its behaviour lets it. */
  private void deploy(Function<String, String> behaviour) {
    lambda.<String, String>deploy(
        NAME,
        () -> {
          var environment = ++environments;
          RequestHandler<String, String> handler =
              (event, _) -> {
                invokedAt.add(Duration.between(START, loop.instant()).toSeconds());
                return behaviour.apply(event) + " " + environment;
              };
          return handler;
        });
  }

  @Test
  void anEnvironmentIsMadeAtTheFirstInvocationAndKept() {
    deploy(event -> event);
    assertThat(environments).isZero();

    assertThat(lambda.invoke(NAME, "a")).isEqualTo(new Answered<>("a 1"));
    assertThat(lambda.invoke(NAME, "b")).isEqualTo(new Answered<>("b 1"));
  }

  @Test
  void anExceptionFailsTheInvocationAndKeepsTheEnvironment() {
    deploy(event -> {
      if (event.equals("bad")) {
        throw new IllegalStateException("no");
      }
      return event;
    });

    assertThat(lambda.invoke(NAME, "bad"))
        .isEqualTo(new Failed<>("java.lang.IllegalStateException", "no"));
    assertThat(lambda.invoke(NAME, "good")).isEqualTo(new Answered<>("good 1"));
  }

  @Test
  void anEnvironmentThatDiesIsReplaced() {
    deploy(event -> {
      if (event.equals("deadly")) {
        throw new HandlerDied("at ecs:RunTask");
      }
      return event;
    });
    assertThat(lambda.invoke(NAME, "a")).isEqualTo(new Answered<>("a 1"));

    assertThat(lambda.invoke(NAME, "deadly"))
        .isEqualTo(new Failed<>("Runtime.ExitError", "died at ecs:RunTask"));

    assertThat(lambda.invoke(NAME, "b")).isEqualTo(new Answered<>("b 2"));
  }

  @Test
  void anAsynchronousInvocationIsNotMadeWithinTheCall() {
    deploy(event -> event);

    lambda.invokeLater(NAME, "a");

    assertThat(invokedAt).isEmpty();
    loop.runFor(Duration.ZERO);
    assertThat(invokedAt).containsExactly(0L);
  }

  @Test
  void anAsynchronousInvocationThatFailsIsRepeatedAfterOneAndTwoMinutesAndThenGivenUp() {
    deploy(_ -> {
      throw new IllegalStateException("never");
    });

    lambda.invokeLater(NAME, "a");
    loop.runFor(Duration.ofDays(1));

    assertThat(invokedAt).containsExactly(0L, 60L, 180L);
  }

  @Test
  void anInvocationThatLambdaDoesNotTakeIsTriedAtGrowingIntervalsUntilItIsTaken() {
    var tried = new ArrayList<Long>();
    var back = START.plus(Duration.ofHours(5));
    var busy =
        new LocalLambda(
            loop,
            new Environments() {
              @Override
              public <O> O run(String function, Supplier<O> invocation) {
                tried.add(Duration.between(START, loop.instant()).toSeconds());
                if (loop.instant().isBefore(back)) {
                  throw new InvocationRefused("Rate Exceeded.");
                }
                return invocation.get();
              }
            });
    busy.<String, String>deploy(NAME, () -> (event, _) -> event);

    busy.invokeLater(NAME, "a");
    loop.runFor(Duration.ofDays(1));

    assertThat(tried).startsWith(0L, 1L, 3L, 7L, 15L, 31L, 63L, 127L, 255L, 511L, 811L, 1111L);
    assertThat(tried.getLast()).isBetween(18_000L, 18_300L);
  }

  @Test
  void anEventIsGivenUpOnceItIsSixHoursOld() {
    var tried = new ArrayList<Duration>();
    var gone =
        new LocalLambda(
            loop,
            new Environments() {
              @Override
              public <O> O run(String function, Supplier<O> invocation) {
                tried.add(Duration.between(START, loop.instant()));
                throw new InvocationRefused("Lambda is down");
              }
            });
    gone.<String, String>deploy(NAME, () -> (event, _) -> event);

    gone.invokeLater(NAME, "a");
    loop.runFor(Duration.ofDays(1));

    assertThat(tried.getLast())
        .isBetween(
            LocalLambda.EVENT_AGE_MAX.minus(Duration.ofMinutes(5)), LocalLambda.EVENT_AGE_MAX);
  }

  @Test
  void oneThatSucceedsTheSecondTimeIsNotRepeatedAgain() {
    deploy(event -> {
      if (invokedAt.size() == 1) {
        throw new HandlerDied("the first time");
      }
      return event;
    });

    lambda.invokeLater(NAME, "a");
    loop.runFor(Duration.ofDays(1));

    assertThat(invokedAt).containsExactly(0L, 60L);
  }

  @Test
  void theFunctionAtWorkIsKnownAlsoWhenOneInvokesAnother() {
    var running = new ArrayList<String>();
    lambda.<String, String>deploy(
        "inner",
        () ->
            (_, _) -> {
              running.add(String.valueOf(lambda.running()));
              throw new HandlerDied("inside");
            });
    lambda.<String, String>deploy(
        "outer",
        () ->
            (event, _) -> {
              var _ = lambda.<String, String>invoke("inner", event);
              running.add(String.valueOf(lambda.running()));
              return event;
            });

    assertThat(lambda.<String, String>invoke("outer", "a")).isEqualTo(new Answered<>("a"));

    assertThat(running).containsExactly("inner", "outer");
    assertThat(lambda.running()).isNull();
  }

  @Test
  void whatIsNotDeployedCannotBeInvoked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lambda.invoke("unknown", "a"))
        .withMessage("there is no function unknown");
  }
}

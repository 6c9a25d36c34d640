package dev.longshore.cli.ledger;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * How a ledger is read.
 *
 * @param atOnce how many reads are under way at once, at most
 */
record Reads(int atOnce) {

  /** A database in this process answers at once; threads would only cost. */
  static final Reads ONE_BY_ONE = new Reads(1);

  /** Far away, it is the way there and back that takes the time. */
  static final Reads MANY_AT_ONCE = new Reads(32);

  /** What each of up to {@link #atOnce} questions is answered, in their order. */
  <Q, A> List<A> all(List<Q> questions, Function<Q, A> read) {
    if (questions.size() <= 1) {
      return questions.stream().map(read).toList();
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          questions.stream()
              .map(question -> CompletableFuture.supplyAsync(() -> read.apply(question), threads))
              .toList();
      return answers.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}

package dev.longshore.cli;

import dev.longshore.cli.control.Control;
import dev.longshore.cli.control.RunWish;
import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import dev.longshore.ledger.NoSuchRun;
import dev.longshore.local.host.LocalHost;
import dev.longshore.orchestration.RunOpener;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import dev.longshore.run.RunState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What `up` does for other commands: it opens runs, waits for their ends, and cancels them. */
final class HostControl implements Control {

  static final String OPEN = "open";
  static final String AWAIT = "await";
  static final String CANCEL = "cancel";

  private final LocalHost host;
  private final Map<RunId, List<CompletableFuture<RunState>>> awaited = new HashMap<>();

  HostControl(LocalHost host) {
    this.host = host;
    host.cloud().onRunEnd(this::ended);
  }

  @Override
  public void handle(Fields request, Consumer<Map<String, ?>> answers) throws InterruptedException {
    switch (request.text("operation")) {
      case OPEN -> answers.accept(state(onLoop(() -> open(RunWish.read(request)))));
      case AWAIT -> {
        for (var id : request.texts("runs")) {
          var run = new RunId(id);
          var end = onLoop(() -> end(run));
          answers.accept(answer(run, await(end)));
        }
      }
      case CANCEL -> {
        for (var id : request.texts("runs")) {
          var run = new RunId(id);
          answers.accept(state(onLoop(() -> cancel(run, request.text("reason")))));
        }
      }
      case String other ->
          throw new IllegalArgumentException("this `longshore up` cannot " + other);
    }
  }

  /** The same, but it opens no runs. */
  Control withoutOpening() {
    return (request, answers) -> {
      if (request.text("operation").equals(OPEN)) {
        throw new IllegalArgumentException("this process carries out its own runs alone");
      }
      handle(request, answers);
    };
  }

  private Run open(RunWish wish) {
    var id =
        switch (host.cloud().opener().open(wish.at(host.loop().instant()))) {
          case RunOpener.Opened(var run) -> run;
          case RunOpener.AlreadyOpen(var run) -> run;
          case RunOpener.Refused(var reason) -> throw new IllegalArgumentException(reason);
        };
    return host.cloud().ledger().run(id).value();
  }

  private Run cancel(RunId id, String reason) {
    try {
      return host.cloud().canceller().cancel(id, reason);
    } catch (NoSuchRun e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private CompletableFuture<RunState> end(RunId id) {
    var run = host.cloud().ledger().find(id);
    if (run.isEmpty()) {
      throw new IllegalArgumentException("there is no run " + id);
    }
    if (run.get().value().told()) {
      return CompletableFuture.completedFuture(run.get().value().state());
    }
    var end = new CompletableFuture<RunState>();
    awaited.computeIfAbsent(id, _ -> new ArrayList<>()).add(end);
    return end;
  }

  private void ended(RunId run, RunState state) {
    var ends = awaited.remove(run);
    if (ends != null) {
      ends.forEach(end -> end.complete(state));
    }
  }

  private <T> T onLoop(Supplier<T> work) throws InterruptedException {
    var done = new CompletableFuture<T>();
    var _ =
        host.loop()
            .soon(() -> {
              try {
                done.complete(work.get());
              } catch (RuntimeException e) {
                done.completeExceptionally(e);
              }
            });
    return await(done);
  }

  private static <T> T await(CompletableFuture<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    }
  }

  private static Map<String, Object> state(Run run) {
    return answer(run.id(), run.state());
  }

  private static Map<String, Object> answer(RunId run, RunState state) {
    return Json.object().put("runId", run).put("state", state).fields();
  }
}

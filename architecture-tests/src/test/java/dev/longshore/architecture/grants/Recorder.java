package dev.longshore.architecture.grants;

import dev.longshore.local.call.Wiring;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;

/** Takes down each request that an SDK client is given, and who gives it. */
final class Recorder implements Wiring {

  /**
   * A request.
   *
   * @param caller the function that makes it, or {@code Run} for the state machine
   */
  record Recorded(String caller, SdkRequest request) {}

  private final Function<Recorded, Stream<Asked>> authorization;
  private final Set<Asked> asked = new LinkedHashSet<>();
  private final SortedSet<String> operations = new TreeSet<>();

  /**
   * @param authorization what IAM is asked for each request
   */
  Recorder(Function<Recorded, Stream<Asked>> authorization) {
    this.authorization = authorization;
  }

  Set<Asked> asked() {
    return asked;
  }

  /** The operations of all requests, as AWS names them. */
  SortedSet<String> operations() {
    return operations;
  }

  private void record(String caller, SdkRequest request) {
    operations.add(request.getClass().getSimpleName().replaceFirst("Request$", ""));
    authorization.apply(new Recorded(caller, request)).forEach(asked::add);
  }

  @Override
  public <C> C client(String caller, Class<C> type, C client) {
    return client(() -> caller, type, client);
  }

  /** A client whose caller is only known when it is called; null for one who has no role. */
  <C> C client(Supplier<String> caller, Class<C> type, C client) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              var by = caller.get();
              if (arguments != null && by != null) {
                // A consumer of a builder would hide its request.
                record(by, (SdkRequest) arguments[0]);
              }
              try {
                return method.invoke(client, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}

package dev.longshore.local.ecs.http;

import dev.longshore.json.Json;
import dev.longshore.local.wire.NotSerializable;
import dev.longshore.local.wire.SdkJson;
import dev.longshore.local.wire.SdkJson.Times;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.EcsException;

/**
 * What is answered to a request.
 *
 * @param status of HTTP
 */
record Reply(int status, Map<String, Object> body) {

  static final String TARGET_PREFIX = "AmazonEC2ContainerServiceV20141113.";

  private static final int OK = 200;
  private static final int REFUSED = 400;
  private static final int FAILED = 500;
  private static final String TYPE = "__type";

  /** The answer of an ECS. */
  static Reply to(String target, String body, EcsClient ecs) {
    var operation =
        target.startsWith(TARGET_PREFIX)
            ? EcsOperations.find(target.substring(TARGET_PREFIX.length()))
            : Optional.<EcsOperations.Operation>empty();
    if (operation.isEmpty()) {
      return of(
          REFUSED,
          "UnknownOperationException",
          "The simulated ECS has no operation '%s'.".formatted(target));
    }
    try {
      var request = Json.parseObject(body.isBlank() ? "{}" : body).values();
      return new Reply(OK, operation.get().call(ecs, request));
    } catch (EcsException e) {
      return refused(e);
    } catch (NotSerializable | IllegalArgumentException e) {
      return of(REFUSED, "SerializationException", String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // One call that went wrong must not end the others; its caller is told, as by AWS.
      return of(FAILED, "ServerException", e.toString());
    }
  }

  private static Reply refused(EcsException e) {
    var details = e.awsErrorDetails();
    var reply = of(e.statusCode(), details.errorCode(), details.errorMessage());
    reply.body().putAll(SdkJson.write(e, Times.EPOCH_SECONDS));
    return reply;
  }

  static Reply of(int status, String error, String message) {
    var body = new LinkedHashMap<String, Object>();
    body.put(TYPE, error);
    body.put("message", message);
    return new Reply(status, body);
  }

  /** The name of the error, if it is one. */
  Optional<String> error() {
    return Optional.ofNullable((String) body.get(TYPE));
  }
}

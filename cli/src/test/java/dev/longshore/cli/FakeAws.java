package dev.longshore.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An endpoint that answers, on the wire, the few calls that commands make of a deployed stack. It
 * keeps every call, to be looked at.
 */
final class FakeAws implements AutoCloseable {

  /**
   * A call that has come in.
   *
   * @param operation such as {@code StopTask}
   */
  record Call(String operation, Fields request) {}

  /** An answer that is an error: its type, and what it says. */
  static final class Refusal extends RuntimeException {

    final transient Map<String, ?> more;

    Refusal(String type, Map<String, ?> more) {
      super(type);
      this.more = more;
    }

    static Refusal of(String type, String message) {
      return new Refusal(type, Map.of("message", message, "Message", message));
    }
  }

  private static final int OK = 200;
  private static final int CLIENT_ERROR = 400;

  /** How old stacks are: each of these days may be looked at for runs. */
  private static final Duration AGE = Duration.ofDays(40);

  final List<Call> calls = new CopyOnWriteArrayList<>();

  /** What is answered to an action of the query protocol, beside CloudFormation's. */
  final Map<String, String> xml = new HashMap<>();

  /** What is answered to an operation of the JSON protocol, in place of what is known here. */
  final Map<String, Function<Fields, Map<String, ?>>> json = new HashMap<>();

  /** The image of all task definitions. */
  String image = "public.ecr.aws/a:1";

  private final HttpServer server;
  private final FakeTable table = new FakeTable();
  private final Map<String, Fields> stacks = new HashMap<>();
  private final Map<String, List<Map<String, Object>>> logs = new HashMap<>();
  private final List<String> families = new ArrayList<>();

  FakeAws() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    try (exchange) {
      if (target == null) {
        var answer = query(form(body));
        send(exchange, answer.startsWith("<Error") ? CLIENT_ERROR : OK, answer);
      } else {
        json(exchange, target.substring(target.indexOf('.') + 1), Json.parseObject(body));
      }
    }
  }

  private void json(HttpExchange exchange, String operation, Fields request) throws IOException {
    calls.add(new Call(operation, request));
    try {
      send(exchange, OK, Json.write(answer(operation, request)));
    } catch (Refusal e) {
      var error = new HashMap<String, Object>(e.more);
      error.put("__type", e.getMessage());
      send(exchange, CLIENT_ERROR, Json.write(error));
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static Map<String, String> form(String body) {
    return Arrays.stream(body.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  /** CloudFormation's protocol. */
  private String query(Map<String, String> form) {
    var action = form.getOrDefault("Action", "");
    if (!action.endsWith("Stack") && !action.endsWith("Stacks")) {
      return xml.getOrDefault(action, error("AccessDenied", "User is not authorized to " + action));
    }
    var name = form.getOrDefault("StackName", "");
    if (action.equals("CreateStack")) {
      stacks.put(name, Json.parseObject(form.getOrDefault("TemplateBody", "{}")));
    }
    var stack = stacks.get(name);
    if (stack == null) {
      return error("ValidationError", "Stack with id %s does not exist".formatted(name));
    }
    return "<%sResponse><%sResult><Stacks><member><StackName>%s</StackName><StackStatus>CREATE_COMPLETE</StackStatus>%s%s%s</member></Stacks></%sResult></%sResponse>"
        .formatted(
            action,
            action,
            name,
            "<CreationTime>%s</CreationTime>".formatted(Instant.now().minus(AGE)),
            members(stack, "Parameters", "Parameter", "Default"),
            members(stack, "Outputs", "Output", "Value"),
            action,
            action);
  }

  static String error(String code, String message) {
    return "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
        .formatted(code, message);
  }

  private static String members(Fields stack, String all, String one, String value) {
    return stack.object(all).orElse(new Fields(Map.of())).values().entrySet().stream()
        .map(entry ->
            "<member><%1$sKey>%2$s</%1$sKey><%1$sValue>%3$s</%1$sValue></member>"
                .formatted(one, entry.getKey(), Fields.of(entry.getValue()).values().get(value)))
        .collect(Collectors.joining("", "<" + all + ">", "</" + all + ">"));
  }

  private Map<String, ?> answer(String operation, Fields request) {
    var known = json.get(operation);
    if (known != null) {
      return known.apply(request);
    }
    return switch (operation) {
      case "GetItem" -> table.get(request);
      case "PutItem" -> put(List.of(request));
      case "TransactWriteItems" ->
          put(
              request.objects("TransactItems").stream()
                  .map(item -> item.object("Put").or(() -> item.object("Delete")).orElseThrow())
                  .toList());
      case "Query" -> table.query(request);
      case "CreateLogStream" -> {
        logs.put(stream(request), new ArrayList<>());
        yield Map.of();
      }
      case "PutLogEvents" -> {
        request.objects("logEvents").forEach(event -> log(request).add(Map.copyOf(event.values())));
        yield Map.of();
      }
      case "GetLogEvents" -> events(request);
      case "RegisterTaskDefinition" -> {
        families.add(request.text("family"));
        yield Map.of();
      }
      case "DescribeTaskDefinition" -> {
        if (!families.contains(request.text("taskDefinition"))) {
          throw Refusal.of("ClientException", "Unable to describe task definition.");
        }
        yield Map.of(
            "taskDefinition",
            Map.of(
                "family", request.text("taskDefinition"),
                "containerDefinitions", List.of(Map.of("name", "job", "image", image))));
      }
      case "StartExecution" -> Map.of("executionArn", "arn:x", "startDate", 0);
      case "CreateTable", "CreateLogGroup", "StopTask", "SendTaskSuccess" -> Map.of();
      default ->
          throw Refusal.of("AccessDeniedException", "User is not authorized to " + operation);
    };
  }

  private Map<String, ?> put(List<Fields> writes) {
    var reasons = writes.stream().map(write -> table.holds(write) ? "None" : FAILED).toList();
    if (reasons.contains(FAILED)) {
      throw writes.size() == 1
          ? Refusal.of(FAILED + "Exception", "The conditional request failed")
          : new Refusal(
              "TransactionCanceledException",
              Map.of(
                  "CancellationReasons",
                  reasons.stream().map(code -> Map.of("Code", code)).toList()));
    }
    writes.forEach(table::write);
    return Map.of();
  }

  private static final String FAILED = "ConditionalCheckFailed";

  private static String stream(Fields request) {
    return request.text("logGroupName") + " " + request.text("logStreamName");
  }

  private List<Map<String, Object>> log(Fields request) {
    var log = logs.get(stream(request));
    if (log == null) {
      throw Refusal.of("ResourceNotFoundException", "The specified log stream does not exist.");
    }
    return log;
  }

  /** Pages of two, so that there is more than one; the last one leads to itself. */
  private Map<String, ?> events(Fields request) {
    var log = log(request);
    var token = request.textOrNull("nextToken");
    var from = token == null ? 0 : Integer.parseInt(token);
    var to = Math.min(log.size(), from + 2);
    return Map.of("events", log.subList(from, to), "nextForwardToken", String.valueOf(to));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

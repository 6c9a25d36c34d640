package dev.longshore.functions.deployed;

import dev.longshore.json.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Answers what the clients of a rehearsal ask, so that they write, sign and read as in earnest and
 * nothing leaves the process.
 */
final class PlayedAws implements SdkHttpClient {

  private static final int OK = 200;
  private static final String OPERATION = "X-Amz-Target";

  private final Map<String, String> answers;
  private final SortedSet<String> asked = new TreeSet<>();

  /**
   * @param task what ECS says of the one task that it has
   */
  PlayedAws(Map<String, ?> task) {
    var tasks = Json.write(Map.of("tasks", List.of(task), "failures", List.of()));
    var arn = task.get("taskArn");
    this.answers =
        Map.of(
            "RunTask",
            tasks,
            "DescribeTasks",
            tasks,
            "ListTasks",
            Json.write(Map.of("taskArns", List.of(String.valueOf(arn)))),
            "UpdateItem",
            "{\"Attributes\":{\"count\":{\"N\":\"1\"}}}",
            "StartExecution",
            "{\"executionArn\":\"played\",\"startDate\":1}",
            "DescribeExecution",
            "{\"executionArn\":\"played\",\"status\":\"SUCCEEDED\"}",
            "PutEvents",
            "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"1\"}]}");
  }

  /** The operations that were asked for so far. */
  SortedSet<String> asked() {
    return asked;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    var target = request.httpRequest().firstMatchingHeader(OPERATION).orElseThrow();
    var operation = target.substring(target.indexOf('.') + 1);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() {
        asked.add(operation);
        return answer(answers.getOrDefault(operation, "{}"));
      }

      @Override
      public void abort() {}
    };
  }

  private static HttpExecuteResponse answer(String body) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    return HttpExecuteResponse.builder()
        .response(
            SdkHttpResponse.builder()
                .statusCode(OK)
                .putHeader("Content-Type", "application/x-amz-json-1.0")
                .putHeader("Content-Length", String.valueOf(bytes.length))
                .build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
        .build();
  }

  @Override
  public String clientName() {
    return "Played";
  }

  @Override
  public void close() {}
}

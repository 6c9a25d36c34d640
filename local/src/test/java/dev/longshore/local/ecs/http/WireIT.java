package dev.longshore.local.ecs.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.json.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is on the wire: where no SDK stands between, and for requests that none would send. */
class WireIT {

  private static final String PREFIX = "AmazonEC2ContainerServiceV20141113.";

  private final ServedEcs served = new ServedEcs();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    http.close();
    served.close();
  }

  private HttpResponse<String> post(String target, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(served.endpoint())
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", target)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void anAnswerIsAwsJson() throws IOException, InterruptedException {
    var response = post(PREFIX + "ListClusters", "");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("application/x-amz-json-1.1");
    assertThat(response.headers().firstValue("x-amzn-RequestId")).isPresent();
    assertThat(response.body())
        .isEqualTo("{\"clusterArns\":[\"arn:aws:ecs:eu-west-1:123456789012:cluster/default\"]}");
  }

  @Test
  void aRefusalNamesItsType() throws IOException, InterruptedException {
    var response = post(PREFIX + "ListTasks", "{\"cluster\":\"none\"}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("x-amzn-ErrorType"))
        .contains("ClusterNotFoundException");
    assertThat(response.body())
        .isEqualTo("{\"__type\":\"ClusterNotFoundException\",\"message\":\"Cluster not found.\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Nothing | {} | UnknownOperationException",
        "CreateService | {} | UnknownOperationException",
        "RunTask | { | SerializationException",
        "RunTask | [] | SerializationException",
        "RunTask | {\"count\":\"1\"} | SerializationException",
        "RunTask | {\"count\":1.5} | SerializationException",
        "RunTask | {} | InvalidParameterException",
        "RunTask | {\"taskDefinition\":\"x\",\"capacityProviderStrategy\":[{}]} |"
            + " InvalidParameterException",
        "RunTask | {\"taskDefinition\":\"x\",\"tags\":[{}]} | InvalidParameterException",
        "RunTask |"
            + " {\"taskDefinition\":\"x\",\"overrides\":{\"containerOverrides\":[{\"environment\":[{}]}]}}"
            + " | InvalidParameterException",
        "StopTask | {} | InvalidParameterException",
        "DescribeTasks | {} | InvalidParameterException",
        "DeregisterTaskDefinition | {} | ClientException",
        "DescribeTaskDefinition | {} | ClientException",
        "RegisterTaskDefinition | {} | ClientException",
        "TagResource | {} | InvalidParameterException",
        "ListTasks | {\"nextToken\":\"x\"} | InvalidParameterException",
        "ListTaskDefinitions | {\"nextToken\":\"x\"} | InvalidParameterException",
      })
  void whatNoSdkWouldSendIsRefused(String operation, String body, String type)
      throws IOException, InterruptedException {
    var response = post(PREFIX + operation, body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Json.parseObject(response.body()).text("__type")).isEqualTo(type);
  }

  @Test
  void anotherServicesOperationIsUnknown() throws IOException, InterruptedException {
    assertThat(post("AmazonSQS.RunTask", "{}").body()).contains("UnknownOperationException");
  }

  @Test
  void whatIsNotPostIsRefused() throws IOException, InterruptedException {
    var response =
        http.send(HttpRequest.newBuilder(served.endpoint()).build(), BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(405);
  }

  @Test
  void aRequestHasUpToOneMib() throws IOException, InterruptedException {
    var fits = "{}" + " ".repeat(EcsServer.REQUEST_MAX - 2);

    assertThat(post(PREFIX + "ListClusters", fits).statusCode()).isEqualTo(200);
    assertThat(post(PREFIX + "ListClusters", fits + " ").statusCode()).isEqualTo(413);
  }
}

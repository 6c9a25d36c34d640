package dev.longshore.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** An AWS in a container, whose Lambdas are containers beside it. */
final class LocalStack implements AutoCloseable {

  static final String REGION = "us-east-1";
  static final String ACCOUNT = "000000000000";

  // The last one that asks for no account of theirs.
  private static final String IMAGE = "localstack/localstack:4.14.0";

  /** A JVM that starts on a busy machine takes its time. */
  private static final String FUNCTION_START_SECONDS = "120";

  /** What failed is tried again, as on AWS; but not after a minute, for which nobody waits here. */
  private static final String RETRY_SECONDS = "2";

  private static final Duration SOCKET_TIMEOUT = Duration.ofMinutes(2);

  /** Where to look for what went wrong in it. */
  private static final Path LOG = Path.of("target", "localstack.log");

  private final LocalStackContainer container;

  private LocalStack(LocalStackContainer container) {
    this.container = container;
  }

  static LocalStack start() {
    var container =
        new LocalStackContainer(DockerImageName.parse(IMAGE))
            // Its newer engine looks for what SAM has not made yet, such as `Function.Alias`.
            .withEnv("PROVIDER_OVERRIDE_CLOUDFORMATION", "engine-legacy")
            .withEnv("LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT", FUNCTION_START_SECONDS)
            .withEnv("LAMBDA_RETRY_BASE_DELAY", RETRY_SECONDS);
    container.start();
    return new LocalStack(container);
  }

  /** Where it is for this machine. */
  URI endpoint() {
    return container.getEndpoint();
  }

  <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(B builder) {
    return builder
        .endpointOverride(endpoint())
        .region(Region.of(REGION))
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(SOCKET_TIMEOUT))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
  }

  /** Makes an S3 bucket. */
  void createBucket(String name) throws IOException, InterruptedException {
    var _ = call("PUT", "/" + name, "s3");
  }

  /** Calls a service that has no client here, and answers what it says. */
  String call(String method, String path, String service) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(endpoint().resolve(path))
            // Nobody looks at a signature, but for the name of the service in it.
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=test/20260101/%s/%s/aws4_request, SignedHeaders=host, Signature=0"
                    .formatted(REGION, service))
            .method(method, BodyPublishers.noBody())
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var response = http.send(request, BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      return response.body();
    }
  }

  /** Ends it, and the containers of its functions with it. */
  @Override
  public void close() {
    var docker = DockerClientFactory.instance().client();
    // The names of a function's containers have dashes where that of LocalStack's has underscores.
    var functions = container.getContainerName().replace('_', '-') + "-lambda-";
    try {
      Files.writeString(LOG, container.getLogs());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // Given the time, it would remove them itself, one after the other.
    container.stop();
    docker.listContainersCmd().withShowAll(true).exec().stream()
        .filter(other -> other.getNames()[0].startsWith(functions))
        .parallel()
        .forEach(other -> docker.removeContainerCmd(other.getId()).withForce(true).exec());
  }
}

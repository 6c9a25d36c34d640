package dev.longshore.local.sqs;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The SDK's client, for a server on this machine. */
public final class LocalSqsClient {

  /** Above the 20 seconds for which a receiver waits at most. */
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

  private LocalSqsClient() {}

  /** A client of the server at {@code endpoint}, which asks for no credentials. */
  public static SqsClient at(URI endpoint, String region) {
    return SqsClient.builder()
        .endpointOverride(endpoint)
        .region(Region.of(region))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClient(UrlConnectionHttpClient.builder().socketTimeout(SOCKET_TIMEOUT).build())
        .build();
  }
}

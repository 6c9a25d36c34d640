package dev.longshore.local.sqs;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
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
        // Signatures that nobody checks would be a seventh of what a message costs.
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClient(UrlConnectionHttpClient.builder().socketTimeout(SOCKET_TIMEOUT).build())
        .build();
  }
}

package dev.longshore.cli.stack;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Who asks AWS, and where: region and credentials as every tool of AWS finds them. An endpoint is
 * where {@code AWS_ENDPOINT_URL}, or the same with a service's name, says; the SDK looks there by
 * itself.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/credentials-chain.html">Default
 *     credentials provider chain</a>
 */
record Caller(SdkHttpClient http, Region region, AwsCredentialsProvider credentials) {

  private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

  /**
   * The caller that this process's surroundings name.
   *
   * @throws StackUnusable if they name no region, or no credentials
   */
  static Caller ofThisProcess() {
    return new Caller(
        UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECTION_TIMEOUT)
            .socketTimeout(SOCKET_TIMEOUT)
            .build(),
        findRegion(),
        findCredentials());
  }

  private static Region findRegion() {
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion();
    } catch (SdkClientException e) {
      throw new StackUnusable(
          "no AWS region is named: set AWS_REGION, or a profile that has one by AWS_PROFILE", e);
    }
  }

  private static AwsCredentialsProvider findCredentials() {
    var credentials = DefaultCredentialsProvider.builder().build();
    try {
      var _ = credentials.resolveCredentials();
      return credentials;
    } catch (SdkClientException e) {
      throw new StackUnusable(
          "no AWS credentials are found: log in (aws sso login), or set AWS_PROFILE or"
              + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; --verbose says where was looked",
          e);
    }
  }

  <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(B builder) {
    return builder.httpClient(http).region(region).credentialsProvider(credentials);
  }
}

package dev.longshore.simulation.cloud;

import java.util.random.RandomGenerator;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.model.BlockedException;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.PlatformUnknownException;
import software.amazon.awssdk.services.ecs.model.ServerException;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What the clients of AWS throw when a service does not do what it is asked. */
final class ServiceErrors {

  private static final int BAD_REQUEST = 400;
  private static final int SERVER_ERROR = 500;

  private ServiceErrors() {}

  static RuntimeException throttled(String call) {
    var builder =
        switch (call.substring(0, call.indexOf(':'))) {
          case "ecs" -> EcsException.builder();
          case "states" -> SfnException.builder();
          case "events" -> EventBridgeException.builder();
          case "sqs" -> SqsException.builder();
          default -> null;
        };
    return builder == null
        ? SdkClientException.create("the database throttles")
        : with(builder, "ThrottlingException", "Rate exceeded", BAD_REQUEST);
  }

  static RuntimeException outOfReach() {
    return SdkClientException.create("the database is out of reach");
  }

  /** One of the errors that RunTask answers with. */
  static RuntimeException refused(RandomGenerator detail) {
    return switch (detail.nextInt(5)) {
      case 0 ->
          with(
              InvalidParameterException.builder(),
              "InvalidParameterException",
              "The subnet ID does not exist.",
              BAD_REQUEST);
      case 1 -> with(BlockedException.builder(), "BlockedException", "Blocked.", BAD_REQUEST);
      case 2 ->
          with(
              ClientException.builder(),
              "ClientException",
              "ECS was unable to assume the role.",
              BAD_REQUEST);
      case 3 ->
          with(
              PlatformUnknownException.builder(),
              "PlatformUnknownException",
              "The specified platform version does not exist.",
              BAD_REQUEST);
      default ->
          with(ServerException.builder(), "ServerException", "Service Unavailable.", SERVER_ERROR);
    };
  }

  private static RuntimeException with(
      AwsServiceException.Builder builder, String code, String message, int status) {
    return builder
        .message(message)
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }
}

package dev.longshore.local.ecs;

import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;

/** The errors of ECS, as the SDK throws them. */
final class EcsErrors {

  private static final int STATUS = 400;

  private EcsErrors() {}

  static EcsException invalid(String message) {
    return InvalidParameterException.builder()
        .message(message)
        .statusCode(STATUS)
        .awsErrorDetails(details("InvalidParameterException", message))
        .build();
  }

  static EcsException client(String message) {
    return ClientException.builder()
        .message(message)
        .statusCode(STATUS)
        .awsErrorDetails(details("ClientException", message))
        .build();
  }

  static EcsException clusterNotFound() {
    var message = "Cluster not found.";
    return ClusterNotFoundException.builder()
        .message(message)
        .statusCode(STATUS)
        .awsErrorDetails(details("ClusterNotFoundException", message))
        .build();
  }

  static EcsException conflict(List<String> taskArns) {
    var message = "The client token was used with another request.";
    return ConflictException.builder()
        .resourceIds(taskArns)
        .message(message)
        .statusCode(STATUS)
        .awsErrorDetails(details("ConflictException", message))
        .build();
  }

  private static AwsErrorDetails details(String code, String message) {
    return AwsErrorDetails.builder()
        .serviceName("ECS")
        .errorCode(code)
        .errorMessage(message)
        .build();
  }
}

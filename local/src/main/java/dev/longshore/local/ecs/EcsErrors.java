package dev.longshore.local.ecs;

import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;

/** The errors of ECS, as the SDK throws them. */
public final class EcsErrors {

  private static final int STATUS = 400;

  private EcsErrors() {}

  /** A parameter that is refused. */
  public static EcsException invalid(String message) {
    return InvalidParameterException.builder()
        .message(message)
        .statusCode(STATUS)
        .awsErrorDetails(details("InvalidParameterException", message))
        .build();
  }

  /** Something that is not there, or a definition that is refused. */
  public static EcsException client(String message) {
    return ClientException.builder()
        .message(message)
        .statusCode(STATUS)
        .awsErrorDetails(details("ClientException", message))
        .build();
  }

  public static EcsException clusterNotFound() {
    var message = "Cluster not found.";
    return ClusterNotFoundException.builder()
        .message(message)
        .statusCode(STATUS)
        .awsErrorDetails(details("ClusterNotFoundException", message))
        .build();
  }

  /** Refuses a parameter unless something holds. */
  static void require(boolean holds, String message) {
    if (!holds) {
      throw invalid(message);
    }
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

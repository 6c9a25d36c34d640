package dev.longshore.local.sqs;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;

/** Step Functions whose executions never end, and that starts one with the same name only once. */
final class FakeStepFunctions implements SfnClient {

  private final List<String> started = new ArrayList<>();

  @Override
  public StartExecutionResponse startExecution(StartExecutionRequest request) {
    if (!started.contains(request.name())) {
      started.add(request.name());
    }
    return StartExecutionResponse.builder().executionArn("arn:" + request.name()).build();
  }

  /** The names of the executions that were started. */
  List<String> started() {
    return started;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}

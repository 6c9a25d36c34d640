package dev.longshore.local.sqs;

import dev.longshore.local.call.Calls;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** A client whose calls go through the seam: those that handlers and event sources make. */
public record CalledSqs(SqsClient sqs, Calls calls) implements SqsClient {

  @Override
  public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
    return calls.make("sqs:GetQueueUrl", () -> sqs.getQueueUrl(request));
  }

  @Override
  public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
    return calls.make("sqs:GetQueueAttributes", () -> sqs.getQueueAttributes(request));
  }

  @Override
  public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
    return calls.make("sqs:ReceiveMessage", () -> sqs.receiveMessage(request));
  }

  @Override
  public SendMessageResponse sendMessage(SendMessageRequest request) {
    return calls.make("sqs:SendMessage", () -> sqs.sendMessage(request));
  }

  @Override
  public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
    return calls.make("sqs:DeleteMessageBatch", () -> sqs.deleteMessageBatch(request));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    sqs.close();
  }
}

package dev.longshore.functions.queue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import java.util.Map;

/**
 * What Lambda hands to the function of a queue, and what it expects back.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with
 *     SQS</a>
 */
final class QueueEvents {

  private QueueEvents() {}

  /** The messages of an event, with what is looked at of each. */
  static SQSEvent batch(Fields event) {
    var batch = new SQSEvent();
    batch.setRecords(event.objects("Records").stream().map(QueueEvents::message).toList());
    return batch;
  }

  private static SQSMessage message(Fields fields) {
    var message = new SQSMessage();
    message.setMessageId(fields.text("messageId"));
    message.setBody(fields.text("body"));
    message.setAttributes(fields.textsByName("attributes"));
    message.setEventSourceArn(fields.text("eventSourceARN"));
    return message;
  }

  /** The answer that names the messages which are to come again. */
  static Map<String, Object> answer(SQSBatchResponse response) {
    var failures =
        response.getBatchItemFailures().stream()
            .map(failure -> Map.of("itemIdentifier", failure.getItemIdentifier()))
            .toList();
    return Json.object().put("batchItemFailures", failures).fields();
  }
}

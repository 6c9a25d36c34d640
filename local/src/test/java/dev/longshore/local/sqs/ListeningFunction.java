package dev.longshore.local.sqs;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A function that remembers what it is invoked with and answers as it is told. */
final class ListeningFunction implements RequestHandler<SQSEvent, @Nullable SQSBatchResponse> {

  private final List<List<SQSMessage>> batches = new ArrayList<>();
  private final Function<List<SQSMessage>, @Nullable SQSBatchResponse> answer;

  ListeningFunction(Function<List<SQSMessage>, @Nullable SQSBatchResponse> answer) {
    this.answer = answer;
  }

  static ListeningFunction succeeding() {
    return new ListeningFunction(_ -> new SQSBatchResponse(List.of()));
  }

  @Override
  public @Nullable SQSBatchResponse handleRequest(SQSEvent event, @Nullable Context context) {
    batches.add(event.getRecords());
    return answer.apply(event.getRecords());
  }

  List<List<SQSMessage>> batches() {
    return batches;
  }

  List<String> bodies() {
    return batches.stream().flatMap(List::stream).map(SQSMessage::getBody).toList();
  }
}

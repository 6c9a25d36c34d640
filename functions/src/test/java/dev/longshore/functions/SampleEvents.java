package dev.longshore.functions;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The events that ship with the project, as the Lambda runtime hands them over. */
public final class SampleEvents {

  private static final Path FOLDER = Path.of("..", "events");

  private SampleEvents() {}

  /** Their names, without {@code .json}. */
  public static List<String> names() {
    try (var files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .map(name -> name.substring(0, name.length() - ".json".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Map<String, Object> read(String name) {
    var text = new String(bytes(name), StandardCharsets.UTF_8);
    return new LinkedHashMap<>(Json.parseObject(text).values());
  }

  /** An event as it is on the wire. */
  public static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(FOLDER.resolve(name + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static SQSEvent messages(String name) {
    var event = new SQSEvent();
    event.setRecords(
        new Fields(read(name)).objects("Records").stream().map(SampleEvents::message).toList());
    return event;
  }

  private static SQSMessage message(Fields fields) {
    var message = new SQSMessage();
    message.setMessageId(fields.text("messageId"));
    message.setBody(fields.text("body"));
    message.setAttributes(fields.textsByName("attributes"));
    message.setEventSourceArn(fields.text("eventSourceARN"));
    return message;
  }
}

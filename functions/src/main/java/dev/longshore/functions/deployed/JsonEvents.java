package dev.longshore.functions.deployed;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.longshore.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function that reads its events and writes its answers itself: Lambda prefers that to its own
 * mapping by reflection, which takes longer to start than all that we do.
 */
public interface JsonEvents extends RequestStreamHandler {

  Map<String, Object> handleRequest(Map<String, Object> event, @Nullable Context context);

  @Override
  default void handleRequest(InputStream event, OutputStream answer, @Nullable Context context)
      throws IOException {
    write(handleRequest(read(event), context), answer);
  }

  /** The event that Lambda hands over. */
  static Map<String, Object> read(InputStream event) throws IOException {
    var text = new String(event.readAllBytes(), StandardCharsets.UTF_8);
    return new LinkedHashMap<>(Json.parseObject(text).values()); // a field may be null
  }

  /** Hands an answer to Lambda. */
  static void write(Map<String, ?> answer, OutputStream to) throws IOException {
    to.write(Json.write(answer).getBytes(StandardCharsets.UTF_8));
  }
}

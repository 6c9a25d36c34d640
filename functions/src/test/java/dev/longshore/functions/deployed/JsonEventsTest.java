package dev.longshore.functions.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonEventsTest {

  /** Answers with what it is given. */
  private static final class Echo implements JsonEvents {

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, @Nullable Context context) {
      return event;
    }
  }

  private static String answer(String event) throws IOException {
    var answer = new ByteArrayOutputStream();
    new Echo()
        .handleRequest(
            new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, null);
    return answer.toString(StandardCharsets.UTF_8);
  }

  @Test
  void anEventIsHandedOverAsItIs() throws IOException {
    var event = "{\"output\":null,\"detail\":{\"n\":[1,2.5,true,\"é\"]}}";

    assertThat(answer(event)).isEqualTo(event);
  }

  @Test
  void whatIsNoObjectIsRefused() {
    assertThatThrownBy(() -> answer("[]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a JSON object is needed");
  }
}

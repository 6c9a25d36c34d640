package dev.longshore.functions.log;

import dev.longshore.json.InstantText;
import dev.longshore.json.Json;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;

/**
 * A log of lines of JSON, which Lambda passes on as they are: INFO and above.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-logging.html">Log and monitor
 *     Java Lambda functions</a>
 */
final class JsonLogger extends LegacyAbstractLogger implements LoggingEventAware {

  private static final long serialVersionUID = 1L;

  private final transient InstantSource clock;
  private final transient PrintStream out;

  JsonLogger(String name, InstantSource clock, PrintStream out) {
    this.name = name;
    this.clock = clock;
    this.out = out;
  }

  @Override
  public void log(LoggingEvent event) {
    var line = line(event.getLevel(), event.getMessage());
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        // Alarms look for the message: no key of this name may take its place.
        if (!line.fields().containsKey(pair.key)) {
          line.put(pair.key, pair.value);
        }
      }
    }
    write(line, event.getThrowable());
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String messagePattern,
      Object @Nullable [] arguments,
      @Nullable Throwable throwable) {
    write(line(level, MessageFormatter.basicArrayFormat(messagePattern, arguments)), throwable);
  }

  private Json.Building line(Level level, String message) {
    return Json.object()
        .put("timestamp", InstantText.write(clock.instant()))
        .put("level", level.name())
        .put("logger", name)
        .put("message", message);
  }

  private void write(Json.Building line, @Nullable Throwable throwable) {
    if (throwable != null) {
      var trace = new StringWriter();
      throwable.printStackTrace(new PrintWriter(trace));
      line.put("error", throwable.toString()).put("stackTrace", trace.toString());
    }
    out.println(Json.write(line.fields()));
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  @Override
  public boolean isDebugEnabled() {
    return false;
  }

  @Override
  public boolean isInfoEnabled() {
    return true;
  }

  @Override
  public boolean isWarnEnabled() {
    return true;
  }

  @Override
  public boolean isErrorEnabled() {
    return true;
  }
}

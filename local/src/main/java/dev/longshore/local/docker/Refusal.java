package dev.longshore.local.docker;

import dev.longshore.json.Json;

/**
 * A container was not started.
 *
 * @param reason in one line, in the words of ECS
 */
record Refusal(String reason) implements Launch {

  /** The longest reason that ECS gives. */
  private static final int REASON_MAX = 1024;

  Refusal {
    reason = reason.substring(0, Math.min(REASON_MAX, reason.length()));
  }

  /** Its image is not to be had. */
  static Refusal ofImage(String image, Exception e) {
    return new Refusal("CannotPullContainerError: %s: %s".formatted(image, text(e)));
  }

  static Refusal ofStart(Exception e) {
    return ofStart(text(e));
  }

  static Refusal ofStart(String why) {
    return new Refusal("CannotStartContainerError: " + why);
  }

  /** The engine's own words are JSON behind a status, of which a person wants the message. */
  private static String text(Exception e) {
    var message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    var json = message.indexOf('{');
    try {
      return json < 0 ? message : Json.parseObject(message.substring(json)).text("message");
    } catch (IllegalArgumentException notJson) {
      return message;
    }
  }
}

package dev.longshore.cli.lives;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;

/** What must be in a dead-letter queue. */
final class DeadLetterCheck {

  private DeadLetterCheck() {}

  /** Each poison that was acknowledged is there with its reason, be it twice, and nothing else. */
  static void check(String url, LetterBox letters) {
    var found = new TreeMap<String, String>();
    for (var message : LetterBox.deadLetters(url)) {
      found.put(LetterBox.attribute(message, "messageId"), message.body());
      assertThat(LetterBox.attribute(message, "reason")).contains("must be a JSON object");
    }
    assertThat(found).containsAllEntriesOf(letters.poison());
    assertThat(found.values()).allMatch(body -> body.startsWith("["));
  }
}

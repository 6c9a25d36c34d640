package dev.longshore.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptKeyTest {

  private static final RunId RUN = new RunId("nightly-20261121T023000Z-abcdefgh2345");
  private static final RunId LONGEST = new RunId("a".repeat(40) + "-20261121T023000Z-abcdefgh2345");

  @Test
  void aKeyIsStackRunMemberAndNumber() {
    var key = new AttemptKey("prod", RUN, 7, 2);

    assertThat(key.startedBy()).isEqualTo("ls/prod/nightly-20261121T023000Z-abcdefgh2345/7/2");
    assertThat(key).hasToString(key.startedBy());
    assertThat(AttemptKey.parse(key.startedBy())).contains(key);
  }

  @Test
  void theLongestKeyFitsStartedBy() {
    var key = new AttemptKey("s".repeat(32), LONGEST, 99_999, 99_999);

    assertThat(key.startedBy()).hasSizeLessThanOrEqualTo(128).matches("[A-Za-z0-9/_-]+");
    assertThat(AttemptKey.parse(key.startedBy())).contains(key);
  }

  @Test
  void theClientTokenIsTheHashOfTheKey() throws NoSuchAlgorithmException {
    var key = new AttemptKey("prod", RUN, 0, 1);
    var hash =
        MessageDigest.getInstance("SHA-256")
            .digest(key.startedBy().getBytes(StandardCharsets.UTF_8));

    assertThat(key.clientToken()).isEqualTo(HexFormat.of().formatHex(hash)).hasSize(64);
  }

  @Test
  void eachAttemptHasATokenOfItsOwn() {
    var token = new AttemptKey("prod", RUN, 0, 1).clientToken();

    assertThat(new AttemptKey("prod", RUN, 0, 2).clientToken()).isNotEqualTo(token);
    assertThat(new AttemptKey("prod", RUN, 1, 1).clientToken()).isNotEqualTo(token);
    assertThat(new AttemptKey("test", RUN, 0, 1).clientToken()).isNotEqualTo(token);
    assertThat(new AttemptKey("prod", LONGEST, 0, 1).clientToken()).isNotEqualTo(token);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ls/prod/nightly-20261121T023000Z-abcdefgh2345/0",
        "ls/prod/nightly-20261121T023000Z-abcdefgh2345/0/1/2",
        "ls/prod/nightly-20261121T023000Z-abcdefgh2345/x/1",
        "ls/prod/nightly-20261121T023000Z-abcdefgh2345/-1/1",
        "ls/prod/nightly-20261121T023000Z-abcdefgh2345/0/999999",
        "ls/prod/somebody-elses/0/1",
        "ls/a_b/nightly-20261121T023000Z-abcdefgh2345/0/1",
        "LS/prod/nightly-20261121T023000Z-abcdefgh2345/0/1",
        "x ls/prod/nightly-20261121T023000Z-abcdefgh2345/0/1",
        "AWS Step Functions",
        "ecs-svc/1234567890"
      })
  void whatSomebodyElseStartedIsNotOurs(String startedBy) {
    assertThat(AttemptKey.parse(startedBy)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a_b", "a/b", "123456789012345678901234567890123", "a b"})
  void aStacksNameThatStartedByCannotHoldIsRefused(String stack) {
    assertThatThrownBy(() -> new AttemptKey(stack, RUN, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package dev.longshore.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.job.JobName;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdTest {

  private static final Instant TIME = Instant.parse("2026-11-21T02:30:00Z");
  private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
  private static final String ARN = "arn:aws:scheduler:us-east-1:1:schedule/ls/nightly";
  private static final JobName NIGHTLY = new JobName("nightly");

  private static RunId id(Trigger trigger) {
    return RunId.of(NIGHTLY, trigger);
  }

  /** RFC 4648's base32 of the hash's first 60 bits, by way of one large number. */
  private static String base32(String identity) throws NoSuchAlgorithmException {
    var digest =
        MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
    var bits = new BigInteger(1, digest).shiftRight(256 - 60);
    var text = new StringBuilder();
    for (var i = 0; i < 12; i++) {
      text.append(
          "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(bits.shiftRight(55 - 5 * i).intValue() & 31));
    }
    return text.toString().toLowerCase(Locale.ROOT);
  }

  @Test
  void anIdIsTheJobTheTimeAndAHashOfTheTrigger() throws NoSuchAlgorithmException {
    var trigger = Trigger.schedule(ARN, TIME, SEOUL);

    assertThat(trigger.identity()).isEqualTo("schedule:" + ARN + "@2026-11-21T02:30:00Z");
    assertThat(id(trigger).value())
        .isEqualTo("nightly-20261121T023000Z-" + base32(trigger.identity()));
    assertThat(id(trigger)).hasToString(id(trigger).value());
  }

  @Test
  void anIdNeverChangesForItNamesExecutionsThatRun() {
    assertThat(id(Trigger.message("arn:queue/nightly", "m-1", TIME)).value())
        .isEqualTo("nightly-20261121T023000Z-g7ekowtvgasn");
  }

  @Test
  void anIdHasAtMostSeventyCharactersThatAnExecutionsNameMayHave() {
    var longest = new JobName("a" + "-9".repeat(19) + "z");
    for (var type : Trigger.Type.values()) {
      var id = RunId.of(longest, new Trigger(type, TIME, "x".repeat(500), ZoneOffset.UTC));

      assertThat(id.value()).hasSizeLessThanOrEqualTo(70).matches("[A-Za-z0-9-]+");
      assertThat(id.job()).isEqualTo(longest);
    }
  }

  @Test
  void twoDeliveriesOfOneTriggerNameOneRun() {
    assertThat(id(Trigger.schedule(ARN, TIME, SEOUL)))
        .isEqualTo(id(Trigger.schedule(ARN, TIME, ZoneOffset.UTC)));
    assertThat(id(Trigger.message("q", "m", TIME))).isEqualTo(id(Trigger.message("q", "m", TIME)));
    assertThat(id(Trigger.person("r", TIME))).isEqualTo(id(Trigger.person("r", TIME)));
  }

  @Test
  void twoTriggersNeverShareARun() {
    var ids = new HashSet<RunId>();
    var count = 0;
    for (var type : Trigger.Type.values()) {
      for (var id : new String[] {"a", "b", "a@" + TIME}) {
        ids.add(id(new Trigger(type, TIME, id, ZoneOffset.UTC)));
        ids.add(id(new Trigger(type, TIME.plusSeconds(1), id, ZoneOffset.UTC)));
        count += 2;
      }
    }

    assertThat(ids).hasSize(count);
  }

  @ParameterizedTest
  @EnumSource(value = Trigger.Type.class, mode = EnumSource.Mode.EXCLUDE, names = "SCHEDULE")
  void onlyASchedulesIdentityHoldsItsTime(Trigger.Type type) {
    assertThat(new Trigger(type, TIME, "id", ZoneOffset.UTC).identity())
        .isEqualTo(type.word() + ":id");
  }

  @Test
  void aMessagesIdentityIsItsQueueAndItsId() {
    assertThat(Trigger.message("orders", "m-1", TIME).identity()).isEqualTo("message:orders/m-1");
  }

  @Test
  void runsOfAJobStandInTheOrderOfTheirTimes() {
    assertThat(id(Trigger.person("z", TIME)))
        .isLessThan(id(Trigger.person("a", TIME.plusSeconds(1))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nightly",
        "nightly-20261121T023000Z-abcdefgh234",
        "nightly-20261121T023000Z-abcdefgh23456",
        "nightly-20261121T023000Z-abcdefgh2341",
        "nightly-20261121T023000-abcdefgh2345",
        "Nightly-20261121T023000Z-abcdefgh2345",
        "../etc-20261121T023000Z-abcdefgh2345",
        "nightly-20261121T023000Z-abcdefgh2345\n"
      })
  void whatIsNoRunIdIsRefused(String text) {
    assertThatThrownBy(() -> new RunId(text)).isInstanceOf(IllegalArgumentException.class);
  }
}

package dev.longshore.cli.lives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What `longshore up` needs and does not have: one line, exit code 2, and nothing is lost. */
@Execution(ExecutionMode.CONCURRENT)
class UnusableFolderIT {

  private static final int DISK_KIBIBYTES = 16 * 1024;

  @TempDir Path folder;

  private Harbour harbour() {
    return Harbour.in(folder, LongshoreJvm.withArchive());
  }

  private static void assertRefused(CommandProcess up, String... parts)
      throws InterruptedException {
    assertThat(up.exitCode()).isEqualTo(2);
    assertThat(up.errors()).singleElement().asString().startsWith("longshore: ").contains(parts);
    assertThat(up.output()).isEmpty();
  }

  @Test
  void theSecondUpOnAFolderIsToldWhoUsesIt() throws Exception {
    var harbour = harbour().job("slow", 1, "plain, \"1\"");
    try (var first = harbour.up()) {
      first.awaitUp();
      var run = harbour.open("slow").orElseThrow();

      try (var second = harbour.up()) {
        assertRefused(second, harbour.data().path() + " is in use by process " + first.pid());
      }

      Harbour.await("the run ends", () -> harbour.ledger().untold() == 0);
      assertThat(harbour.ledger().runs())
          .extracting(ended -> ended.id().value())
          .containsExactly(run);
    }
  }

  @Test
  void aTakenPortIsNamedAndTheNextUpGoesOnFromThere() throws Exception {
    var lives = KilledLives.withQueueIn(harbour());
    lives.haltAfter("2:ecs:RunTask");
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        var up = lives.harbour().up("--queue-port", String.valueOf(taken.getLocalPort()))) {
      assertRefused(up, "port " + taken.getLocalPort() + " of 127.0.0.1");
    }

    lives.liveOn();

    LivesCheck.check(lives);
  }

  @Test
  void aReadOnlyDataFolderIsNamedAndTheNextUpGoesOnFromThere() throws Exception {
    var lives = KilledLives.in(harbour());
    try (var disk = Tmpfs.on(lives.harbour().data().path(), DISK_KIBIBYTES)) {
      disk.makeReadOnly();
      try (var up = lives.harbour().up()) {
        assertRefused(up, disk.folder() + " cannot be the data folder", "read-only file system");
      }
      disk.makeWritable();
      lives.haltAfter("2:ecs:RunTask");
      disk.makeReadOnly();
      try (var up = lives.harbour().up()) {
        assertRefused(up, disk.folder() + " cannot be the data folder", "read-only file system");
      }
      disk.makeWritable();

      lives.liveOn();

      LivesCheck.check(lives);
    }
  }

  @Test
  void aDiskThatFillsUpEndsUpAndOnceThereIsRoomTheNextUpGoesOn() throws Exception {
    var lives = KilledLives.withQueueIn(harbour());
    try (var disk = Tmpfs.on(lives.harbour().data().path(), DISK_KIBIBYTES)) {
      try (var up = lives.harbour().up()) {
        up.awaitUp();
        lives.ask(up);
        disk.fill();
        lives.ask(up);
        assertThat(up.exitCode()).isEqualTo(2);
        assertThat(up.errors())
            .filteredOn(line -> line.startsWith("longshore: "))
            .singleElement()
            .asString()
            .contains(disk.folder().toString());
        assertThat(up.errors()).noneMatch(line -> line.startsWith("\tat "));
      }
      try (var up = lives.harbour().up()) {
        assertRefused(up, disk.folder().toString());
      }
      disk.makeRoom();

      lives.liveOn();

      LivesCheck.check(lives);
    }
  }

  @Test
  void whatNoRunCanBeMadeOfIsADeadLetterWithItsReason() throws Exception {
    var harbour =
        harbour()
            .job(
                "letter",
                1,
                "plain, \"0\"",
                "queue: { mode: message }",
                "parameters: { n: { type: integer, required: true, } }")
            .job("note", 1, "plain, \"{{ params.seconds }}\"", "queue: { mode: message }");
    try (var up = harbour.up()) {
      var letters = up.said("letter  ").orElseThrow();
      var notes = up.said("note  ").orElseThrow();
      var box = new LetterBox();
      for (var body : List.of("{\"n\": 1", "[1]", "1", "{}", "{\"n\": \"one\"}", "{\"m\": 1}")) {
        box.sendPoison(letters, body);
      }
      box.send(letters, 1);
      new LetterBox().sendPoison(notes, "{}");

      Harbour.await(
          "the good one ends",
          () -> harbour.ledger().runs().size() == 1 && harbour.ledger().untold() == 0);
      Harbour.await(
          "the queues are empty", () -> LetterBox.isEmpty(letters) && LetterBox.isEmpty(notes));

      assertThat(LetterBox.reasons(letters))
          .containsOnlyKeys("{\"n\": 1", "[1]", "1", "{}", "{\"n\": \"one\"}", "{\"m\": 1}")
          .hasEntrySatisfying(
              "{\"n\": 1",
              reason ->
                  assertThat(reason)
                      .startsWith("the message must be a JSON object: not JSON: ")
                      .doesNotContain("REDACTED"))
          .containsEntry(
              "[1]",
              "the message must be a JSON object: a JSON object is needed, but this is a list")
          .containsEntry(
              "1",
              "the message must be a JSON object: a JSON object is needed, but this is a number")
          .containsEntry("{}", "parameter n is required")
          .containsEntry("{\"m\": 1}", "parameter n is required")
          .containsEntry("{\"n\": \"one\"}", "parameter n must be of type integer, but is one");
      assertThat(LetterBox.reasons(notes))
          .containsExactly(entry("{}", "the job's templates need the parameters seconds"));
      up.terminate();
      assertThat(up.exitCode()).isEqualTo(Harbour.TERMINATED);
    }
  }
}

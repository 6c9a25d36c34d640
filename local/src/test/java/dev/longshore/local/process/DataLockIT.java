package dev.longshore.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.local.data.DataFolderUnusable;
import dev.longshore.local.process.DataLock.Held;
import dev.longshore.local.process.DataLock.Taken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataLockIT {

  @TempDir Path folder;

  @Test
  void aMissingFolderIsMadeForItsOwnerAlone() throws IOException {
    var missing = folder.resolve("a/b");

    try (var lock = taken(missing)) {
      assertThat(lock.folder()).isEqualTo(missing);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(missing)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void aSecondTakerLearnsWhoHoldsIt() throws Exception {
    try (var jvm = OtherJvm.start(folder, "scripts")) {
      assertThat(jvm.line()).startsWith("LONGSHORE_LIFE=");

      assertThat(DataLock.take(folder)).isEqualTo(new Held(OptionalLong.of(jvm.pid())));
    }
  }

  @Test
  void itIsFreeOnceItsHolderIsDead() throws Exception {
    try (var jvm = OtherJvm.start(folder, "scripts")) {
      assertThat(jvm.line()).startsWith("LONGSHORE_LIFE=");
      jvm.kill();
    }

    taken(folder).close();
  }

  @Test
  void itIsFreeOnceItIsClosedWhichMayBeRepeated() {
    var first = taken(folder);
    first.close();
    var second = taken(folder);

    first.close();

    assertThat(DataLock.take(folder)).isInstanceOf(Held.class);
    second.close();
  }

  @Test
  void anAttemptOfItsOwnHolderFailsAndLosesNothing() throws Exception {
    try (var _ = taken(folder)) {
      var self = new Held(OptionalLong.of(ProcessHandle.current().pid()));
      assertThat(DataLock.take(folder)).isEqualTo(self);
      assertThat(Files.readString(folder.resolve("lock")).strip()).isNotEmpty();

      assertThat(DataLock.take(folder)).isEqualTo(self);
    }
  }

  @Test
  void aHolderThatHasNotSaidWhoItIsIsUnknown() {
    try (var lock = taken(folder)) {
      var other = folder.resolve("other");
      var file = DataLock.open(other, "lock", lock.posix());
      assertThat(lock.posix().lock(file)).isTrue();

      assertThat(DataLock.take(other)).isEqualTo(new Held(OptionalLong.empty()));
      lock.posix().close(file);
    }
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    var file = Files.createFile(folder.resolve("file"));

    assertUnusable(file, file + " is not a folder");
    // What Java says of it is in the user's language.
    assertThatThrownBy(() -> DataLock.take(file.resolve("data")))
        .isInstanceOf(DataFolderUnusable.class)
        .hasMessageStartingWith("%s/data cannot be the data folder: %s/data: ", file, file);
  }

  @Test
  void aFolderThatCannotBeWrittenIsUnusable() {
    // Nobody, not even root, makes files there.
    assertUnusable(
        Path.of("/proc/self/fdinfo"), "/proc/self/fdinfo/lock: no such file or directory");
  }

  @Test
  void aFullDiskIsNoticed() throws IOException {
    Files.createSymbolicLink(folder.resolve("lock"), Path.of("/dev/full"));

    assertThatThrownBy(() -> DataLock.take(folder))
        .isInstanceOf(DataFolderUnusable.class)
        .hasMessageStartingWith("%s cannot be the data folder: ", folder)
        .hasCauseInstanceOf(IOException.class);
  }

  private static void assertUnusable(Path folder, String reason) {
    assertThatThrownBy(() -> DataLock.take(folder))
        .isInstanceOf(DataFolderUnusable.class)
        .hasMessage("%s cannot be the data folder: %s", folder, reason);
  }

  private static DataLock taken(Path folder) {
    return switch (DataLock.take(folder)) {
      case Taken(var lock) -> lock;
      case Held held -> throw new AssertionError(held);
    };
  }
}

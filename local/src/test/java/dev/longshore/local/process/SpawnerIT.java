package dev.longshore.local.process;

import static dev.longshore.local.process.Spawner.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpawnerIT {

  private static final Program LIST =
      new Program("/bin/ls", List.of("ls", "/proc/self/fd"), List.of(), "/");

  @TempDir Path folder;
  private final Posix posix = Posix.ofThisMachine();

  @Test
  void withoutCloseFromTooNoDescriptorOfOursReachesAChild() throws IOException {
    var spawner = new Spawner(Platform.LINUX, new CLibrary(), Optional.empty());
    var file = folder.resolve("output");
    var output = posix.openToAppend(file);
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(socket.isBound()).isTrue();

      var child = spawner.start(LIST, List.of(NOTHING, output, output), NOTHING);

      assertThat(posix.awaitEnd(child)).isTrue();
      assertThat(posix.reap(child).code()).isZero();
    } finally {
      posix.close(output);
    }
    // The fourth one is what ls reads.
    assertThat(Files.readAllLines(file)).containsExactly("0", "1", "2", "3");
  }

  @Test
  void aChildIsWaitedForOnce() {
    var child = posix.spawner().start(LIST, List.of(NOTHING, NOTHING, NOTHING), NOTHING);

    assertThat(posix.awaitEnd(child)).isTrue();
    assertThat(posix.awaitEnd(child)).isTrue();
    assertThat(posix.reap(child).code()).isZero();
    assertThat(posix.awaitEnd(child)).isFalse();
    assertThatThrownBy(() -> posix.reap(child)).hasMessage("wait4: no child processes");
  }

  @Test
  void aFunctionThatTheCLibraryLacksIsNamed() {
    assertThatThrownBy(() -> new CLibrary().function("posix_spawn_elsewhere", 1))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(
            "tasks as processes need a newer C library (glibc 2.29, musl 1.1.24, macOS 10.15): this"
                + " one has no posix_spawn_elsewhere");
  }
}

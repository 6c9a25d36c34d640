package dev.longshore.local.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import dev.longshore.local.runtime.ContainerSpec;
import dev.longshore.local.runtime.ContainerSpec.Mount;
import dev.longshore.local.runtime.RunningTask;
import dev.longshore.local.runtime.TaskListener;
import dev.longshore.local.runtime.TaskSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tasks as containers of a real engine. They are of the image debian:bookworm-slim, which is pulled
 * where the engine does not have it.
 */
@Tag("containers")
class ContainersIT {

  private static final String IMAGE = "debian:bookworm-slim";
  private static final long SECONDS_MAX = 60;
  private static final int MEMORY = 64;

  @TempDir private Path folder;
  private final List<String> notes = new ArrayList<>();
  private final String owner = "test-" + ProcessHandle.current().pid();
  private @Nullable DockerRuntime runtime;

  @BeforeEach
  void start() {
    runtime = started();
  }

  private DockerRuntime started() {
    return DockerRuntime.start(owner, notes::add);
  }

  @AfterEach
  void close() {
    // Null where there is no engine, which has been said by then.
    if (runtime != null) {
      runtime.close();
      assertThat(left()).as("containers that are left").isZero();
    }
  }

  private DockerRuntime runtime() {
    return Objects.requireNonNull(runtime);
  }

  /** How a container ended: its exit code, if it has one, and what is said of it. */
  private record End(@Nullable Integer code, @Nullable String reason) {}

  /** Hears of one container. */
  private static final class Ear implements TaskListener {

    private final CountDownLatch started = new CountDownLatch(1);
    private final CompletableFuture<End> end = new CompletableFuture<>();

    @Override
    public void started() {
      started.countDown();
    }

    @Override
    public void neverStarted(String reason) {
      end.complete(new End(null, reason));
    }

    @Override
    public void exited(int code) {
      end.complete(new End(code, null));
    }

    @Override
    public void ended(@Nullable Integer code, String reason) {
      end.complete(new End(code, reason));
    }

    void awaitStart() throws InterruptedException {
      assertThat(started.await(SECONDS_MAX, TimeUnit.SECONDS)).as("it starts").isTrue();
    }

    End awaitEnd() {
      return end.orTimeout(SECONDS_MAX, TimeUnit.SECONDS).join();
    }
  }

  private static ContainerSpec container(String name, String image, boolean shared) {
    return new ContainerSpec(
        name, image, List.of(), 256, MEMORY, null, null, null, false, false, shared, List.of(),
        Map.of());
  }

  private TaskSpec spec(String task, ContainerSpec container, String... command) {
    return new TaskSpec(
            task,
            List.of(command),
            Map.of("GREETING", "hello"),
            Path.of("."),
            folder.resolve("logs").resolve(task + "-" + container.name() + ".log"))
        .in(container);
  }

  private TaskSpec job(String... command) {
    return spec("t1", container("job", IMAGE, false), command);
  }

  private String log(TaskSpec spec) throws IOException {
    return Files.readString(spec.log());
  }

  private int volumes() {
    var engine = DockerEngine.connect(owner);
    try (engine) {
      var filter = List.of("%s=%s".formatted(DockerEngine.OWNER, owner));
      var found = engine.docker().listVolumesCmd().withFilter("label", filter).exec().getVolumes();
      return found == null ? 0 : found.size();
    }
  }

  private int left() {
    var engine = DockerEngine.connect(owner);
    try (engine) {
      return count(engine.docker());
    }
  }

  private int count(DockerClient docker) {
    return docker
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(Map.of(DockerEngine.OWNER, owner))
        .exec()
        .size();
  }

  @Test
  void aContainerHasItsCommandEnvironmentAndLog() throws IOException {
    var spec = job("sh", "-c", "echo $GREETING; echo aside >&2; exit 3");
    var ear = new Ear();
    runtime().start(spec, ear);

    assertThat(ear.awaitEnd()).isEqualTo(new End(3, null));
    assertThat(log(spec)).contains("hello\n", "aside\n");
  }

  @Test
  void anEntryPointStandsBeforeTheCommand() throws IOException {
    var container =
        new ContainerSpec(
            "job",
            IMAGE,
            List.of("echo", "entry"),
            256,
            MEMORY,
            128,
            "nobody",
            "/tmp",
            true,
            true,
            false,
            List.of(),
            Map.of());
    var spec = spec("t1", container, "command");
    var ear = new Ear();
    runtime().start(spec, ear);

    assertThat(ear.awaitEnd()).isEqualTo(new End(0, null));
    assertThat(log(spec)).isEqualTo("entry command\n");
  }

  @Test
  void whereItsRootIsReadOnlyItWritesToMemoryAndToItsVolumes() throws IOException {
    var container = readOnly(false);
    var spec =
        spec("t1", container, "sh", "-c", "echo a >/mem/a; echo b >/vol/b; cat /mem/a /vol/b; >/c");
    var ear = new Ear();
    runtime().start(spec, ear);

    assertThat(ear.awaitEnd().code()).isNotZero();
    assertThat(log(spec)).startsWith("a\nb\n").contains("Read-only");
    assertThat(volumes()).isZero();
  }

  @Test
  void containersOfATaskShareItsVolumesWhicheverComesFirst() throws IOException {
    var first = new Ear();
    runtime().start(spec("t1", readOnly(true), "sh", "-c", "echo kept >/vol/mark"), first);
    assertThat(first.awaitEnd()).isEqualTo(new End(0, null));

    var later = spec("t1", readOnly(true), "cat", "/vol/mark");
    var ear = new Ear();
    runtime().start(later, ear);

    assertThat(ear.awaitEnd()).isEqualTo(new End(0, null));
    assertThat(log(later)).isEqualTo("kept\n");
    runtime().close();
    assertThat(volumes()).isZero();
  }

  private static ContainerSpec readOnly(boolean shared) {
    return new ContainerSpec(
        "job",
        IMAGE,
        List.of(),
        256,
        MEMORY,
        null,
        null,
        null,
        true,
        true,
        shared,
        List.of(new Mount("scratch", "/vol", false)),
        Map.of("/mem", "size=1m,mode=1777"));
  }

  @Test
  void moreMemoryThanItsLimitIsItsEnd() {
    var ear = new Ear();
    runtime().start(job("tail", "/dev/zero"), ear);

    assertThat(ear.awaitEnd())
        .isEqualTo(new End(137, "OutOfMemoryError: Container killed due to memory usage"));
  }

  @Test
  void sigtermIsHeard() throws IOException, InterruptedException {
    var ear = new Ear();
    var spec = job("bash", "-c", "trap 'exit 7' TERM; echo ready; while :; do sleep 0.1; done");
    var task = runtime().start(spec, ear);
    ear.awaitStart();
    while (!log(spec).equals("ready\n") && !ear.end.isDone()) {
      Thread.sleep(10);
    }

    task.terminate();

    assertThat(ear.awaitEnd()).isEqualTo(new End(7, null));
  }

  @Test
  void whoDoesNotHearSigtermIsKilled() throws InterruptedException {
    var ear = new Ear();
    RunningTask task = runtime().start(job("sleep", "600"), ear);
    ear.awaitStart();
    task.terminate();
    assertThat(ear.end).isNotDone();

    task.kill();

    assertThat(ear.awaitEnd()).isEqualTo(new End(137, null));
  }

  @Test
  void anImageThatIsNotToBeHadIsSaid() {
    var ear = new Ear();
    runtime().start(spec("t1", container("job", "longshore.invalid/none:1", false), "true"), ear);

    assertThat(ear.awaitEnd().code()).isNull();
    assertThat(ear.awaitEnd().reason())
        .startsWith("CannotPullContainerError: longshore.invalid/none:1: ");
  }

  @Test
  void aProgramThatIsNotThereIsSaid() {
    var ear = new Ear();
    runtime().start(job("no-such-program"), ear);

    assertThat(ear.awaitEnd().reason())
        .startsWith("CannotStartContainerError: ")
        .contains("no-such-program");
  }

  @Test
  void aLogThatCannotBeWrittenIsSaidAndLeavesNothing() throws IOException {
    Files.writeString(folder.resolve("logs"), "a file");
    var ear = new Ear();
    runtime().start(job("true"), ear);

    assertThat(ear.awaitEnd().reason()).startsWith("CannotStartContainerError: ");
  }

  @Test
  void containersOfATaskShareANetworkThatOutlivesEachOfThem()
      throws IOException, InterruptedException {
    var first = new Ear();
    runtime().start(spec("t1", container("setup", IMAGE, true), "true"), first);
    var proxy = new Ear();
    var serve =
        "use IO::Socket::INET; $s = IO::Socket::INET->new(LocalAddr => '127.0.0.1:9999', Listen =>"
            + " 1); $c = $s->accept; print $c \"from the proxy\\n\"; close $c; sleep 600";
    var sidecar =
        runtime().start(spec("t1", container("proxy", IMAGE, true), "perl", "-e", serve), proxy);
    assertThat(first.awaitEnd()).isEqualTo(new End(0, null));
    proxy.awaitStart();

    var job =
        spec(
            "t1",
            container("job", IMAGE, true),
            "bash",
            "-c",
            "until exec 3<>/dev/tcp/127.0.0.1/9999; do sleep 0.1; done 2>/dev/null; cat <&3");
    var ear = new Ear();
    runtime().start(job, ear);

    assertThat(ear.awaitEnd()).isEqualTo(new End(0, null));
    assertThat(log(job)).isEqualTo("from the proxy\n");
    sidecar.kill();
    assertThat(proxy.awaitEnd().code()).isEqualTo(137);
  }

  @Test
  void aCheckpointFolderIsMadeAndSeenWhereItIs() {
    var checkpoint = folder.resolve("checkpoints").resolve("one");
    var spec = job("sh", "-c", "echo kept > %s/mark".formatted(checkpoint)).keeping(checkpoint);
    var ear = new Ear();
    runtime().start(spec, ear);

    assertThat(ear.awaitEnd()).isEqualTo(new End(0, null));
    assertThat(checkpoint.resolve("mark")).hasContent("kept");
  }

  @Test
  void whatAnEarlierLifeHasLeftIsRemoved() throws InterruptedException {
    var ear = new Ear();
    runtime().start(spec("t1", container("job", IMAGE, true), "sleep", "600"), ear);
    ear.awaitStart();
    assertThat(left()).as("the container and its network").isEqualTo(2);

    var next = started();

    assertThat(left()).isZero();
    assertThat(notes).containsExactly("2 containers of an earlier life are removed");
    assertThat(ear.awaitEnd().code()).as("somebody has removed it").isNotZero();
    next.close();
  }

  @Test
  void closingKillsWhatRunsAndRefusesMore() throws InterruptedException {
    var ear = new Ear();
    runtime().start(job("sleep", "600"), ear);
    ear.awaitStart();

    runtime().close();

    assertThat(ear.awaitEnd()).isEqualTo(new End(137, null));
    var late = new Ear();
    runtime().start(job("true"), late);
    assertThat(late.awaitEnd().reason()).contains("ending");
  }

  @Test
  void whatIsStoppedBeforeItsTurnNeverStarts() {
    var ears = new ArrayList<Ear>();
    var tasks = new ArrayList<RunningTask>();
    for (var i = 0; i < 20; i++) {
      var ear = new Ear();
      ears.add(ear);
      tasks.add(
          runtime().start(spec("t" + i, container("job", IMAGE, false), "sleep", "600"), ear));
    }

    tasks.forEach(RunningTask::kill);

    assertThat(ears.stream().map(Ear::awaitEnd).map(End::code))
        .allMatch(code -> code == null || code == 137);
    assertThat(ears.getLast().awaitEnd().reason()).contains("stopped before it was started");
  }
}

package dev.longshore.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.Catalog;
import dev.longshore.job.Job;
import dev.longshore.ledger.Document;
import dev.longshore.ledger.DocumentCodec;
import dev.longshore.ledger.Item;
import dev.longshore.local.ecs.Lifecycle;
import dev.longshore.orchestration.OpenRequest;
import dev.longshore.orchestration.RunOpener.Opened;
import dev.longshore.run.Run;
import dev.longshore.run.RunState;
import dev.longshore.run.Trigger;
import dev.longshore.simulation.cloud.InterleavingLoop;
import dev.longshore.simulation.cloud.SimulatedCloud;
import dev.longshore.simulation.cloud.SimulatedCloud.Options.Shipped;
import dev.longshore.simulation.cloud.Trace;
import dev.longshore.simulation.fault.Chances;
import dev.longshore.simulation.fault.Fault;
import dev.longshore.simulation.fault.Faults;
import dev.longshore.simulation.invariant.Invariant;
import dev.longshore.simulation.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs of a month, with as many retries as a job file can ask for. */
@Tag("proof")
class LongRunTest {

  private static final Duration MONTH = Duration.ofDays(30);

  private final InterleavingLoop loop = new InterleavingLoop(Simulation.START);
  private final World world = new World(SimulatedCloud.STACK);

  private Run play(Job job, Faults faults, Duration work) {
    var shipped = Shipped.read();
    var options =
        new SimulatedCloud.Options(
            Catalog.of(List.of(job)),
            shipped.stateMachine(),
            shipped.billing(),
            Lifecycle.REALISTIC,
            Duration.ofSeconds(1),
            false);
    var end = Simulation.START.plus(MONTH.multipliedBy(2));
    var cloud =
        new SimulatedCloud(
            loop, options, new Chances(1, faults), world, Trace.off(), end, _ -> work);
    var trigger = Trigger.person("request", Simulation.START);
    var opening =
        cloud.undisturbed(
            () -> cloud.cloud().opener().open(OpenRequest.of(job.name(), trigger, Map.of())));
    var id = ((Opened) opening).run();
    loop.run(end, () -> cloud.cloud().stepFunctions().running() == 0);
    world.finished(loop.now());
    var run = cloud.cloud().ledger().run(id).value();
    world.runs().add(run);
    return run;
  }

  private static Duration length(Run run) {
    return Duration.between(run.openedAt(), run.member().end().orElseThrow().at());
  }

  private void assertBounded(Run run) {
    var item = DocumentCodec.encode(new Document.OfRun(run)).getBytes(StandardCharsets.UTF_8);
    System.out.printf(
        "a run of %s days, %d attempts, %d decisions: %,d bytes of the %,d that an item takes%n",
        length(run).toDays(),
        run.member().past().size(),
        run.member().decisions().size(),
        item.length,
        Item.BYTES_MAX);
    assertThat(length(run)).isGreaterThan(MONTH);
    assertThat(item.length).isLessThan(Item.BYTES_MAX);
    var bounds =
        Invariant.all().stream()
            .filter(invariant -> invariant.name().equals("HistoriesBounded"))
            .flatMap(invariant -> invariant.violations(world));
    assertThat(bounds).isEmpty();
  }

  @Test
  void hundredsOfAttemptsInAMonthStayWithinHistoryDataAndItem() {
    var faults =
        Faults.none()
            .with(Fault.INTERRUPTION, 0.3)
            .with(Fault.OUT_OF_MEMORY, 0.3)
            .with(Fault.EXIT_CODE, 1)
            .with(Fault.LATE_SHORTAGE, 0.25)
            .with(Fault.EVENT_LOST, 0.1)
            .with(Fault.THROTTLED, 0.02);

    var run = play(Jobs.patient(Jobs.RETRIES_MAX), faults, Duration.ofHours(7));

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.member().past().size()).isGreaterThan(200);
    assertBounded(run);
  }

  /** No answer comes to a token for days, so that the state machine asks again each day. */
  @Test
  void attemptsOfTwoWeeksEachAreAnsweredThoughTheirTokensEndAfterADay() {
    var faults = Faults.none().with(Fault.EXIT_CODE, 1);

    var run = play(Jobs.patient(3), faults, Duration.ofDays(13));

    assertThat(run.member().past()).hasSize(3);
    assertThat(Objects.requireNonNull(run.member().past().getFirst().exitCode())).isPositive();
    assertBounded(run);
  }
}

package dev.longshore.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.cost.Billing;
import dev.longshore.cost.PriceTable;
import dev.longshore.decision.Answer;
import dev.longshore.orchestration.Executions.Reply;
import dev.longshore.orchestration.Executions.Start;
import dev.longshore.orchestration.Executions.Status;
import dev.longshore.orchestration.Settings;
import dev.longshore.run.RunId;
import dev.longshore.run.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessResponse;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

class SfnExecutionsTest {

  private static final RunId RUN = new RunId("etl-20261121T023000Z-abcdefgh2345");

  /** The three calls of Step Functions that are made, answered as a test says. */
  private static final class FakeSfn implements SfnClient {

    final List<StartExecutionRequest> started = new ArrayList<>();
    final List<SendTaskSuccessRequest> answered = new ArrayList<>();
    final List<DescribeExecutionRequest> described = new ArrayList<>();
    Supplier<@Nullable RuntimeException> failure = () -> null;
    DescribeExecutionResponse description = DescribeExecutionResponse.builder().build();

    private void fail() {
      var exception = failure.get();
      if (exception != null) {
        throw exception;
      }
    }

    @Override
    public StartExecutionResponse startExecution(StartExecutionRequest request) {
      started.add(request);
      fail();
      return StartExecutionResponse.builder().build();
    }

    @Override
    public SendTaskSuccessResponse sendTaskSuccess(SendTaskSuccessRequest request) {
      answered.add(request);
      fail();
      return SendTaskSuccessResponse.builder().build();
    }

    @Override
    public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
      described.add(request);
      fail();
      return description;
    }

    @Override
    public String serviceName() {
      return "states";
    }

    @Override
    public void close() {}
  }

  private final FakeSfn sfn = new FakeSfn();
  private final SfnExecutions executions = new SfnExecutions(sfn, deployment());

  static Deployment deployment() {
    var billing = new Billing(PriceTable.shipped(), "us-east-1");
    var settings = new Settings("test", List.of(), "s3://c", billing, null, Map.of());
    return new Deployment(settings, "cluster", "arn:machine", "bus", "ls-test-", List.of());
  }

  @Test
  void anExecutionIsNamedAfterItsRunAndGetsItsIdAlone() {
    assertThat(executions.start(RUN)).isEqualTo(Start.RUNS);

    assertThat(sfn.started)
        .containsExactly(
            StartExecutionRequest.builder()
                .stateMachineArn("arn:machine")
                .name(RUN.value())
                .input("{\"runId\":\"" + RUN + "\",\"member\":0}")
                .build());
  }

  @Test
  void anExecutionThatExistsHasEnded() {
    sfn.failure = () -> ExecutionAlreadyExistsException.builder().build();

    assertThat(executions.start(RUN)).isEqualTo(Start.HAS_ENDED);
  }

  @Test
  void aTokenIsAnsweredWithWhatIsNext() {
    assertThat(executions.answer("token", new Answer.Done(RunState.FAILED)))
        .isEqualTo(Reply.ACCEPTED);

    assertThat(sfn.answered)
        .containsExactly(
            SendTaskSuccessRequest.builder()
                .taskToken("token")
                .output("{\"next\":\"DONE\",\"state\":\"FAILED\",\"fail\":true}")
                .build());
  }

  @Test
  void aTokenThatNobodyWaitsWithIsRefused() {
    for (var exception :
        List.<RuntimeException>of(
            TaskTimedOutException.builder().build(),
            TaskDoesNotExistException.builder().build(),
            InvalidTokenException.builder().build())) {
      sfn.failure = () -> exception;

      assertThat(executions.answer("token", new Answer.TryNow())).isEqualTo(Reply.REFUSED);
    }
  }

  @Test
  void whatLeavesTheEffectUnknownIsThrown() {
    sfn.failure = () -> SfnException.builder().message("away").statusCode(500).build();

    assertThatThrownBy(() -> executions.answer("token", new Answer.TryNow()))
        .isInstanceOf(SfnException.class);
    assertThatThrownBy(() -> executions.start(RUN)).isInstanceOf(SfnException.class);
    assertThatThrownBy(() -> executions.status("arn")).isInstanceOf(SfnException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "RUNNING, '', RUNNING",
    "PENDING_REDRIVE, '', RUNNING",
    "SUCCEEDED, '', COMPLETED",
    "FAILED, Longshore.FAILED, COMPLETED",
    "FAILED, Longshore.CANCELLED, COMPLETED",
    "FAILED, States.Runtime, BROKEN_OFF",
    "FAILED, '', BROKEN_OFF",
    "TIMED_OUT, '', BROKEN_OFF",
    "ABORTED, '', BROKEN_OFF",
    "A_STATUS_OF_TOMORROW, '', BROKEN_OFF"
  })
  void anExecutionHasCompletedOnlyOnItsOwnWay(String status, String error, Status expected) {
    sfn.description =
        DescribeExecutionResponse.builder()
            .status(status)
            .error(error.isEmpty() ? null : error)
            .build();

    assertThat(executions.status("arn:execution")).isEqualTo(expected);
    assertThat(sfn.described.getFirst().executionArn()).isEqualTo("arn:execution");
  }

  @Test
  void anExecutionThatIsForgottenBrokeOff() {
    sfn.failure = () -> ExecutionDoesNotExistException.builder().build();

    assertThat(executions.status("arn:execution")).isEqualTo(Status.BROKEN_OFF);
  }

  @Test
  void onlyErrorsUnderOurNameAreOurOwn() {
    assertThat(SfnExecutions.isOwnError("Longshore.TIMED_OUT")).isTrue();
    assertThat(SfnExecutions.isOwnError("longshore.TIMED_OUT")).isFalse();
    assertThat(SfnExecutions.isOwnError("States.Timeout")).isFalse();
    assertThat(SfnExecutions.isOwnError(null)).isFalse();
  }
}

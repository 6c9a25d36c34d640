package dev.longshore.states;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetrierTest {

  private static Retrier retrier(String fields) {
    var definition =
        """
        {"QueryLanguage": "JSONata", "StartAt": "S", "States": {"S": {"Type": "Task", "End": true,
         "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "f"},
         "Retry": [{"ErrorEquals": ["A"]%s}]}}}
        """
            .formatted(fields);
    return ((State.TaskState) StateMachine.parse(definition).state("S")).retriers().getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``| 1000 2000 4000 8000 16000",
        "`, \"IntervalSeconds\": 3`| 3000 6000 12000 24000 48000",
        "`, \"IntervalSeconds\": 3, \"BackoffRate\": 1`| 3000 3000 3000 3000 3000",
        "`, \"BackoffRate\": 1.5`| 1000 1500 2250 3375 5062",
        "`, \"BackoffRate\": 10, \"MaxDelaySeconds\": 60`| 1000 10000 60000 60000 60000",
        "`, \"IntervalSeconds\": 10, \"MaxDelaySeconds\": 5`| 5000 5000 5000 5000 5000",
        "`, \"BackoffRate\": 1e30`| 1000 99999999000 99999999000 99999999000 99999999000",
        "`, \"IntervalSeconds\": 99999999, \"BackoffRate\": 2`| 99999999000 99999999000 99999999000"
            + " 99999999000 99999999000",
      })
  void waitsGrowByTheRateUpToTheMaximum(String fields, String milliseconds) {
    var retrier = retrier(fields);

    var delays =
        IntStream.range(0, 5)
            .mapToObj(n -> Long.toString(retrier.delay(n, new Random(1)).toMillis()))
            .toList();

    assertThat(delays).isEqualTo(List.of(milliseconds.split(" ", -1)));
  }

  @Test
  void threeRetriesAreTheDefault() {
    assertThat(retrier("").maxAttempts()).isEqualTo(3);
  }

  @Test
  void fullJitterDrawsEvenlyUpToTheWait() {
    var retrier = retrier(", \"IntervalSeconds\": 2, \"JitterStrategy\": \"FULL\"");
    var random = new Random(11);
    var delays =
        IntStream.range(0, 10_000).mapToObj(_ -> retrier.delay(1, random)).sorted().toList();

    assertThat(delays.getFirst()).isLessThan(Duration.ofMillis(10));
    assertThat(delays.getLast()).isBetween(Duration.ofMillis(3990), Duration.ofMillis(4000));
    assertThat(delays.get(5_000)).isBetween(Duration.ofMillis(1900), Duration.ofMillis(2100));
  }
}

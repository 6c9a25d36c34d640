package dev.longshore.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;

class CapacityStrategyTest {

  private static CapacityProviderStrategyItem item(
      String provider, @Nullable Integer weight, @Nullable Integer base) {
    return CapacityProviderStrategyItem.builder()
        .capacityProvider(provider)
        .weight(weight)
        .base(base)
        .build();
  }

  private static List<String> providers(int count, CapacityProviderStrategyItem... strategy) {
    var request = RunTaskRequest.builder().capacityProviderStrategy(strategy).build();
    return CapacityStrategy.providers(request, ClusterCapacity.FARGATE, count);
  }

  private static void assertRefused(String word, CapacityProviderStrategyItem... strategy) {
    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(() -> providers(1, strategy))
        .withMessageContaining(word);
  }

  @ParameterizedTest
  @CsvSource({
    // weights of on-demand and Spot, base of on-demand, tasks, and how many are on demand
    "1, 1, 0, 10, 5",
    "1, 3, 0, 8, 2",
    "1, 1000, 0, 10, 0",
    "0, 1, 0, 10, 0",
    "0, 1, 2, 10, 2",
    "1, 1, 4, 10, 7",
    "1, 1, 100000, 10, 10",
  })
  void tasksAreSplitByWeightBehindTheBase(
      int onDemand, int spot, int base, int tasks, int expected) {
    var providers =
        providers(tasks, item("FARGATE", onDemand, base), item("FARGATE_SPOT", spot, null));

    assertThat(providers).hasSize(tasks);
    assertThat(Collections.frequency(providers, "FARGATE")).isEqualTo(expected);
  }

  @Test
  void aWeightThatIsNotGivenIsNone() {
    assertRefused("weight greater than 0", item("FARGATE_SPOT", null, null));
    assertRefused("weight greater than 0", item("FARGATE", 0, 1), item("FARGATE_SPOT", 0, null));
  }

  @ParameterizedTest
  @CsvSource({"-1, 0, weight", "1001, 0, weight", "1, -1, base", "1, 100001, base"})
  void weightAndBaseHaveBounds(int weight, int base, String word) {
    assertRefused(word, item("FARGATE", weight, base));
  }

  @Test
  void atTheirBoundsTheyAreTaken() {
    assertThat(providers(1, item("FARGATE", 1000, 100_000))).containsExactly("FARGATE");
  }

  @Test
  void oneProviderHasABaseAndEachIsNamedOnce() {
    assertRefused("Only one", item("FARGATE", 1, 1), item("FARGATE_SPOT", 1, 1));
    assertRefused("duplicate", item("FARGATE", 1, 0), item("FARGATE", 1, 0));
    assertRefused(
        "maximum of 20",
        Collections.nCopies(21, item("FARGATE", 1, 0))
            .toArray(CapacityProviderStrategyItem[]::new));
  }

  @Test
  void aProviderMustBelongToTheCluster() {
    var request =
        RunTaskRequest.builder().capacityProviderStrategy(item("FARGATE_SPOT", 1, 0)).build();

    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(() ->
            CapacityStrategy.providers(
                request, new ClusterCapacity(List.of("FARGATE"), List.of()), 1))
        .withMessageContaining("not associated with the cluster");
  }

  @Test
  void whoNamesNothingGoesByTheClustersOwnStrategy() {
    var cluster =
        ClusterCapacity.checked(
            List.of("FARGATE", "FARGATE_SPOT"), List.of(item("FARGATE_SPOT", 1, 0)));

    assertThat(CapacityStrategy.providers(RunTaskRequest.builder().build(), cluster, 2))
        .containsExactly("FARGATE_SPOT", "FARGATE_SPOT");
  }
}

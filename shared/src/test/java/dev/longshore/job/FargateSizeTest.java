package dev.longshore.job;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FargateSizeTest {

  private static final int GIB = 1024;

  static Stream<FargateSize> sizes() {
    return FargateSize.grid().stream();
  }

  @Test
  void theGridIsWhatFargateSells() {
    var memories =
        FargateSize.grid().stream()
            .collect(
                groupingBy(FargateSize::cpu, TreeMap::new, mapping(FargateSize::memory, toList())));

    assertThat(memories.keySet()).containsExactly(256, 512, 1024, 2048, 4096, 8192, 16384);
    assertThat(memories.get(256)).containsExactly(512, 1024, 2048);
    assertThat(memories.get(512)).isEqualTo(gibs(1, 4, 1));
    assertThat(memories.get(1024)).isEqualTo(gibs(2, 8, 1));
    assertThat(memories.get(2048)).isEqualTo(gibs(4, 16, 1));
    assertThat(memories.get(4096)).isEqualTo(gibs(8, 30, 1));
    assertThat(memories.get(8192)).isEqualTo(gibs(16, 60, 4)).hasSize(12);
    assertThat(memories.get(16384)).isEqualTo(gibs(32, 120, 8)).hasSize(12);
    assertThat(FargateSize.grid()).contains(FargateSize.DEFAULT);
  }

  private static List<Integer> gibs(int from, int to, int step) {
    return IntStream.iterate(from, gib -> gib <= to, gib -> gib + step)
        .mapToObj(gib -> gib * GIB)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void aSizeOfTheGridIsValidAndNearestToItself(FargateSize size) {
    assertThat(size.isValid()).isTrue();
    assertThat(size.nearest()).containsExactly(size);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1024  | 512    | 256 512, 1024 2048
          1024  | 2500   | 1024 2048, 1024 3072
          256   | 4096   | 256 2048, 512 4096
          300   | 512    | 256 512
          300   | 1024   | 256 1024, 512 1024
          300   | 700    | 256 512
          8192  | 18432  | 4096 18432, 8192 16384, 8192 20480
          16384 | 999999 | 16384 122880
          1     | 1      | 256 512
          99999 | 99999  | 16384 98304
          """)
  void aSizeThatFargateDoesNotSellHasTheNextOnesOnEachSide(int cpu, int memory, String nearest) {
    var size = new FargateSize(cpu, memory);

    assertThat(size.isValid()).isFalse();
    assertThat(size.nearest())
        .isEqualTo(
            Arrays.stream(nearest.split(", ", -1))
                .map(pair -> pair.split(" ", -1))
                .map(pair -> new FargateSize(Integer.parseInt(pair[0]), Integer.parseInt(pair[1])))
                .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "256, 512, 122880, 256, 1024",
    "256, 2048, 122880, 512, 4096",
    "512, 1024, 1024, , ",
    "512, 1024, 1500, , ",
    "512, 4096, 6144, 1024, 6144",
    "1024, 3072, 122880, 1024, 6144",
    "4096, 16384, 30720, 4096, 30720",
    "4096, 16384, 31000, 4096, 30720",
    "8192, 61440, 122880, 16384, 122880",
    "16384, 122880, 122880, , ",
  })
  void memoryDoublesUpToItsCeiling(
      int cpu, int memory, int ceiling, Integer nextCpu, Integer nextMemory) {
    var next = new FargateSize(cpu, memory).withMoreMemory(ceiling);

    if (nextCpu == null) {
      assertThat(next).isEmpty();
    } else {
      assertThat(next).contains(new FargateSize(nextCpu, nextMemory));
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void aClimbEndsAndNeverLosesWhatItHad(FargateSize start) {
    for (var ceiling = 512; ceiling <= 122880; ceiling += 512) {
      var size = start;
      for (var next = size.withMoreMemory(ceiling); next.isPresent(); ) {
        assertThat(next.get().isValid()).isTrue();
        assertThat(next.get().memory()).isGreaterThan(size.memory()).isLessThanOrEqualTo(ceiling);
        assertThat(next.get().cpu()).isGreaterThanOrEqualTo(size.cpu());
        size = next.get();
        next = size.withMoreMemory(ceiling);
      }
    }
  }
}

package dev.longshore.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.FargateSize;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskSizeTest {

  @ParameterizedTest
  @CsvSource({
    "256, 512, 256, 512",
    ".25 vCPU, 0.5 GB, 256, 512",
    "1vcpu, 2GB, 1024, 2048",
    "1 vCPU, 2048, 1024, 2048",
    "16 vCPU, 120 GB, 16384, 122880",
  })
  void unitsAndMibOrVcpusAndGb(String cpu, String memory, int units, int mib) {
    assertThat(TaskSize.parse(cpu, memory)).contains(new FargateSize(units, mib));
  }

  @ParameterizedTest
  @CsvSource({"256,", ",512", "x, 512", "-256, 512", "1 GB, 2 GB", "256, 2 vCPU", "1e3, 2048"})
  void nothingElse(@Nullable String cpu, @Nullable String memory) {
    assertThat(TaskSize.parse(cpu, memory)).isEmpty();
  }
}

package dev.longshore.simulation.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.job.Architecture;
import dev.longshore.job.CapacityPolicy.Spot;
import dev.longshore.job.Catalog;
import dev.longshore.job.FargateSize;
import dev.longshore.job.Job;
import dev.longshore.job.JobName;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VaryTest {

  @TempDir private Path folder;
  private Catalog catalog = Catalog.of(List.of());

  @BeforeEach
  void twoJobs() {
    catalog =
        new Stage(folder)
            .job("big", "1m", "cpu: 4096", "memory: 30720", "schedule: { rate: 1h }")
            .job("small", "1m", "capacity: { spot: only }")
            .catalog();
  }

  private List<Variant> variants(String... texts) {
    return Vary.variants(
        catalog, List.of(texts).stream().map(text -> Vary.parse(text, catalog)).toList());
  }

  private static Job job(Variant variant, String name) {
    return Objects.requireNonNull(variant.catalog().jobs().get(new JobName(name)));
  }

  @Test
  void withoutAnythingVariedThereAreTheJobsAsTheyAre() {
    assertThat(variants()).singleElement().extracting(Variant::catalog).isEqualTo(catalog);
    assertThat(variants().getFirst().name()).isEqualTo("as the files say");
  }

  @Test
  void eachValueIsAVariantOfAllJobs() {
    var variants = variants("capacity.spot=never,preferred,only");

    assertThat(variants)
        .extracting(Variant::name)
        .containsExactly("capacity.spot=never", "capacity.spot=preferred", "capacity.spot=only");
    assertThat(variants)
        .extracting(variant -> job(variant, "big").capacity().spot())
        .containsExactly(Spot.NEVER, Spot.PREFERRED, Spot.ONLY);
    assertThat(job(variants.getLast(), "small"))
        .isEqualTo(catalog.jobs().get(new JobName("small")));
  }

  @Test
  void aKeyOfOneJobLeavesTheOthersAlone() {
    var variants = variants("small.architecture=arm64");

    assertThat(job(variants.getFirst(), "small").architecture()).isEqualTo(Architecture.ARM64);
    assertThat(job(variants.getFirst(), "big")).isEqualTo(catalog.jobs().get(new JobName("big")));
    assertThat(variants.getFirst().name(new JobName("small"))).isEqualTo("architecture=arm64");
    assertThat(variants.getFirst().name(new JobName("big"))).isEqualTo("as the file says");
  }

  @Test
  void severalKeysMakeEachCombination() {
    assertThat(variants("capacity.spot=never,only", "big.cpu=4096,8192"))
        .extracting(Variant::name)
        .containsExactly(
            "big.cpu=4096 capacity.spot=never",
            "big.cpu=8192 capacity.spot=never",
            "big.cpu=4096 capacity.spot=only",
            "big.cpu=8192 capacity.spot=only");
  }

  @ParameterizedTest
  @CsvSource({
    "cpu, 256, small, 256, 512",
    "cpu, 1024, small, 1024, 2048",
    "cpu, 16384, small, 16384, 32768",
    "cpu, 256, big, 256, 2048",
    "cpu, 8192, big, 8192, 32768",
    "memory, 512, big, 256, 512",
    "memory, 2048, small, 256, 2048",
    "memory, 122880, small, 16384, 122880"
  })
  void aSizeThatIsNotForSaleBecomesTheNearestThatIs(
      String key, String value, String name, int cpu, int memory) {
    var changed = job(variants("%s=%s".formatted(key, value)).getFirst(), name);

    assertThat(changed.size()).isEqualTo(new FargateSize(cpu, memory));
    assertThat(changed.size().isValid()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          capacity.spot            | 'capacity.spot' is no comparison such as capacity.spot=never,preferred,only
          capacity.spot=           | 'capacity.spot=' is no comparison such as capacity.spot=never,preferred,only
          capacity.spot=sometimes  | capacity.spot is one of preferred, only, never, not 'sometimes'
          capacity.spot=never,     | capacity.spot is one of preferred, only, never, not ''
          timeout=1h               | 'timeout' cannot be varied; what can is capacity.spot, capacity.onDemandAfter, cpu, memory, architecture, each also as JOB.KEY
          huge.cpu=256             | there is no job 'huge'
          cpu=300                  | Fargate has no cpu 300; what it has is 256, 512, 1024, 2048, 4096, 8192, 16384
          cpu=lots                 | cpu is a number, not 'lots'
          memory=100               | Fargate has no memory 100; what it has is 512 to 122880
          architecture=riscv       | architecture is one of x86_64, arm64, not 'riscv'
          capacity.onDemandAfter=0 | capacity.onDemandAfter lies between 1 and 100, not 0
          """)
  void whatCannotBeVariedIsSaidInALine(String text, String message) {
    assertThatThrownBy(() -> variants(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void thereAreSixteenVariantsAtMost() {
    var sizes = "cpu=256,512,1024,2048";

    assertThat(variants(sizes, "memory=512,1024,2048,4096")).hasSize(Vary.VARIANTS_MAX);
    assertThatThrownBy(() -> variants(sizes, "memory=512,1024,2048,4096,8192"))
        .hasMessage("that makes 20 variants; the most is 16");
  }
}

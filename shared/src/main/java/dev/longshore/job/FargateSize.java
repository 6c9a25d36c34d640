package dev.longshore.job;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A task size that Fargate sells.
 *
 * @param cpu CPU units, 1,024 to the vCPU
 * @param memory MiB
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html">Fargate
 *     task sizes</a>
 */
public record FargateSize(int cpu, int memory) {

  public static final FargateSize DEFAULT = new FargateSize(256, 512);

  private static final int GIB = 1024;
  private static final List<FargateSize> GRID =
      Stream.of(
              Stream.of(256).flatMap(cpu -> sizes(cpu, 512, GIB, 2 * GIB)),
              steps(512, 1, 4, 1),
              steps(1024, 2, 8, 1),
              steps(2048, 4, 16, 1),
              steps(4096, 8, 30, 1),
              steps(8192, 16, 60, 4),
              steps(16384, 32, 120, 8))
          .flatMap(sizes -> sizes)
          .toList();

  private static final Comparator<FargateSize> BY_CPU =
      Comparator.comparingInt(FargateSize::cpu).thenComparingInt(FargateSize::memory);
  private static final Comparator<FargateSize> BY_MEMORY =
      Comparator.comparingInt(FargateSize::memory).thenComparingInt(FargateSize::cpu);

  private static Stream<FargateSize> steps(int cpu, int fromGib, int toGib, int stepGib) {
    return IntStream.iterate(fromGib, gib -> gib <= toGib, gib -> gib + stepGib)
        .mapToObj(gib -> new FargateSize(cpu, gib * GIB));
  }

  private static Stream<FargateSize> sizes(int cpu, int... memories) {
    return IntStream.of(memories).mapToObj(memory -> new FargateSize(cpu, memory));
  }

  /** Every size on sale, by CPU, then memory. */
  public static List<FargateSize> grid() {
    return GRID;
  }

  /** Whether Fargate sells this size. */
  public boolean isValid() {
    return GRID.contains(this);
  }

  /**
   * The valid sizes that come closest, by CPU, then memory: with this CPU the next ones below and
   * above this memory, with this memory the next ones below and above this CPU.
   */
  public List<FargateSize> nearest() {
    var near =
        Stream.of(
                closest(BY_MEMORY.reversed(), size -> size.cpu == cpu && size.memory <= memory),
                closest(BY_MEMORY, size -> size.cpu == cpu && size.memory >= memory),
                closest(BY_CPU.reversed(), size -> size.memory == memory && size.cpu <= cpu),
                closest(BY_CPU, size -> size.memory == memory && size.cpu >= cpu))
            .flatMap(Optional::stream)
            .distinct()
            .sorted(BY_CPU)
            .toList();
    return near.isEmpty() ? closest(byDistance(), _ -> true).stream().toList() : near;
  }

  private Comparator<FargateSize> byDistance() {
    return Comparator.comparingInt((FargateSize size) -> Math.abs(size.cpu - cpu))
        .thenComparingInt(size -> Math.abs(size.memory - memory));
  }

  private static Optional<FargateSize> closest(
      Comparator<FargateSize> order, Predicate<FargateSize> among) {
    return GRID.stream().filter(among).min(order);
  }

  /**
   * The size to try after this one ran out of memory: the smallest with at least twice the memory
   * and no fewer CPUs, or, where {@code ceiling} (MiB) lies below that, the most memory that it
   * allows; empty where this is the most already.
   */
  public Optional<FargateSize> withMoreMemory(int ceiling) {
    var doubled =
        closest(
            BY_MEMORY,
            size -> size.cpu >= cpu && size.memory >= 2 * memory && size.memory <= ceiling);
    return doubled.isPresent()
        ? doubled
        : closest(
            Comparator.comparingInt(FargateSize::memory)
                .reversed()
                .thenComparingInt(FargateSize::cpu),
            size -> size.cpu >= cpu && size.memory > memory && size.memory <= ceiling);
  }

  @Override
  public String toString() {
    return "cpu %d with memory %d".formatted(cpu, memory);
  }
}

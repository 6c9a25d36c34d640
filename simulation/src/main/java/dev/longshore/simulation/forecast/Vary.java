package dev.longshore.simulation.forecast;

import dev.longshore.job.Architecture;
import dev.longshore.job.CapacityPolicy.Spot;
import dev.longshore.job.Catalog;
import dev.longshore.job.FargateSize;
import dev.longshore.job.Job;
import dev.longshore.job.JobName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A key of job files, and the values to compare.
 *
 * @param job whose key it is; null for every job's
 */
public record Vary(@Nullable JobName job, Key key, List<String> values) {

  /** How many variants are compared at most. */
  public static final int VARIANTS_MAX = 16;

  private static final int ON_DEMAND_AFTER_MAX = 100;

  /** A key that can be varied. */
  public enum Key {
    SPOT("capacity.spot"),
    ON_DEMAND_AFTER("capacity.onDemandAfter"),
    CPU("cpu"),
    MEMORY("memory"),
    ARCHITECTURE("architecture");

    private final String word;

    Key(String word) {
      this.word = word;
    }

    /** As job files write it. */
    public String word() {
      return word;
    }

    private static String words() {
      return Stream.of(values()).map(Key::word).collect(Collectors.joining(", "));
    }
  }

  /**
   * Reads {@code KEY=V1,V2} or {@code JOB.KEY=V1,V2}.
   *
   * @throws IllegalArgumentException with a line that says what is wrong
   */
  public static Vary parse(String text, Catalog catalog) {
    var parts = text.split("=", 2);
    if (parts.length < 2 || parts[1].isBlank()) {
      throw new IllegalArgumentException(
          "'%s' is no comparison such as capacity.spot=never,preferred,only".formatted(text));
    }
    for (var key : Key.values()) {
      if (parts[0].equals(key.word())) {
        return checked(new Vary(null, key, List.of(parts[1].split(",", -1))), catalog);
      }
      if (parts[0].endsWith("." + key.word())) {
        var name = parts[0].substring(0, parts[0].length() - key.word().length() - 1);
        var job = catalog.jobs().keySet().stream().filter(it -> it.value().equals(name)).findAny();
        if (job.isPresent()) {
          return checked(new Vary(job.get(), key, List.of(parts[1].split(",", -1))), catalog);
        }
        throw new IllegalArgumentException("there is no job '%s'".formatted(name));
      }
    }
    throw new IllegalArgumentException(
        "'%s' cannot be varied; what can is %s, each also as JOB.KEY"
            .formatted(parts[0], Key.words()));
  }

  private static Vary checked(Vary vary, Catalog catalog) {
    vary.values.forEach(value -> {
      var _ = vary.changed(catalog, value);
    });
    return vary;
  }

  private String word() {
    return job == null ? key.word() : job + "." + key.word();
  }

  private Catalog changed(Catalog catalog, String value) {
    return Catalog.of(
        catalog.jobs().values().stream()
            .map(one -> job == null || one.name().equals(job) ? changed(one, value) : one)
            .toList());
  }

  private Job changed(Job one, String value) {
    return JobEdit.with(
        one,
        switch (key) {
          case SPOT -> Map.of("spot", word(Spot.class, key.word(), value).name());
          case ON_DEMAND_AFTER -> onDemandAfter(value);
          case CPU -> cpu(one, value);
          case MEMORY -> memory(one, value);
          case ARCHITECTURE ->
              Map.of("architecture", word(Architecture.class, key.word(), value).name());
        });
  }

  /** Each combination of the values. */
  public static List<Variant> variants(Catalog catalog, List<Vary> varied) {
    var variants = List.of(Variant.unchanged(catalog));
    for (var vary : varied) {
      var next = new ArrayList<Variant>();
      for (var variant : variants) {
        for (var value : vary.values) {
          var changes = new TreeMap<>(variant.changes());
          changes.put(vary.word(), value);
          next.add(new Variant(changes, vary.changed(variant.catalog(), value)));
        }
      }
      variants = next;
    }
    if (variants.size() > VARIANTS_MAX) {
      throw new IllegalArgumentException(
          "that makes %d variants; the most is %d".formatted(variants.size(), VARIANTS_MAX));
    }
    return variants;
  }

  private static <E extends Enum<E>> E word(Class<E> type, String key, String value) {
    for (var one : type.getEnumConstants()) {
      if (one.name().toLowerCase(Locale.ROOT).equals(value)) {
        return one;
      }
    }
    throw new IllegalArgumentException(
        "%s is one of %s, not '%s'"
            .formatted(
                key,
                Stream.of(type.getEnumConstants())
                    .map(one -> one.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ")),
                value));
  }

  private static Map<String, Object> onDemandAfter(String value) {
    var number = number("capacity.onDemandAfter", value);
    if (number < 1 || number > ON_DEMAND_AFTER_MAX) {
      throw new IllegalArgumentException(
          "capacity.onDemandAfter lies between 1 and %d, not %s"
              .formatted(ON_DEMAND_AFTER_MAX, value));
    }
    return Map.of("onDemandAfter", number);
  }

  private static Map<String, Object> cpu(Job job, String value) {
    var cpu = number("cpu", value);
    var offered = FargateSize.grid().stream().filter(size -> size.cpu() == cpu).toList();
    // The memory stays as it is, or comes as near to that as Fargate has it with so many CPUs.
    return size(
        "cpu", value, offered, Comparator.comparingInt(size -> distance(size.memory(), job)));
  }

  private static int distance(int memory, Job job) {
    var more = memory - job.size().memory();
    return more >= 0 ? more : FargateSize.grid().getLast().memory() - more;
  }

  private static Map<String, Object> memory(Job job, String value) {
    var memory = number("memory", value);
    var offered = FargateSize.grid().stream().filter(size -> size.memory() == memory).toList();
    return size(
        "memory",
        value,
        offered,
        Comparator.comparingInt(size -> Math.abs(size.cpu() - job.size().cpu())));
  }

  private static Map<String, Object> size(
      String key, String value, List<FargateSize> offered, Comparator<FargateSize> nearest) {
    var size =
        offered.stream()
            .min(nearest)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "Fargate has no %s %s; what it has is %s"
                        .formatted(key, value, "cpu".equals(key) ? cpus() : "512 to 122880")));
    var fields = new LinkedHashMap<String, Object>();
    fields.put("cpu", size.cpu());
    fields.put("memory", size.memory());
    return fields;
  }

  private static String cpus() {
    return FargateSize.grid().stream()
        .map(FargateSize::cpu)
        .distinct()
        .map(String::valueOf)
        .collect(Collectors.joining(", "));
  }

  private static int number(String key, String value) {
    if (!value.matches("[0-9]{1,7}")) {
      throw new IllegalArgumentException("%s is a number, not '%s'".formatted(key, value));
    }
    return Integer.parseInt(value);
  }
}

package dev.longshore.simulation.forecast;

import dev.longshore.job.Catalog;
import dev.longshore.job.JobName;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The jobs with something of them changed.
 *
 * @param changes values by key; none for the jobs as their files say
 */
public record Variant(SortedMap<String, String> changes, Catalog catalog) {

  public Variant {
    changes = Collections.unmodifiableSortedMap(new TreeMap<>(changes));
  }

  /** The jobs as their files say. */
  public static Variant unchanged(Catalog catalog) {
    return new Variant(new TreeMap<>(), catalog);
  }

  /** What tells it from the others, such as {@code capacity.spot=never}. */
  public String name() {
    return changes.isEmpty() ? "as the files say" : name(changes);
  }

  /** The same, as far as it concerns one job. */
  public String name(JobName job) {
    var own = new TreeMap<String, String>();
    var prefix = job + ".";
    changes.forEach((key, value) -> {
      if (key.startsWith(prefix)) {
        own.put(key.substring(prefix.length()), value);
      } else if (catalog.jobs().keySet().stream().noneMatch(other -> key.startsWith(other + "."))) {
        own.putIfAbsent(key, value);
      }
    });
    return name(own);
  }

  private static String name(Map<String, String> changes) {
    return changes.isEmpty()
        ? "as the file says"
        : changes.entrySet().stream()
            .map((Map.Entry<String, String> change) -> change.getKey() + "=" + change.getValue())
            .collect(Collectors.joining(" "));
  }
}

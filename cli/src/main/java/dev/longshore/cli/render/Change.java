package dev.longshore.cli.render;

import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a deployment changes.
 *
 * @param what a job, or a resource by its name in the template
 * @param path what of it; empty where all of it comes or goes
 * @param before as JSON; null if it was not there
 * @param after as JSON; null if it will not be there
 */
public record Change(String what, String path, @Nullable String before, @Nullable String after) {

  /** A task definition is the same resource to people though each version has a name of its own. */
  private static final Pattern VERSION = Pattern.compile("Version[0-9a-f]{16}$");

  private static final String WHOLE = "…";

  /** What becomes of {@code before} when {@code after} is deployed, in order; jobs come first. */
  public static List<Change> between(@Nullable Rendering before, Rendering after) {
    var changes = new ArrayList<Change>();
    compare(jobs(before), jobs(after), changes);
    compare(resources(before), resources(after), changes);
    return changes;
  }

  private static SortedMap<String, Object> jobs(@Nullable Rendering rendering) {
    var jobs = new TreeMap<String, Object>();
    if (rendering != null) {
      for (var job : Json.parseObject(rendering.catalog()).objects("jobs")) {
        jobs.put(job.text("job"), job.values());
      }
    }
    return jobs;
  }

  private static SortedMap<String, Object> resources(@Nullable Rendering rendering) {
    var resources = new TreeMap<String, Object>();
    if (rendering != null) {
      Json.parseObject(rendering.template())
          .object("Resources")
          .map(Fields::values)
          .ifPresent(all ->
              all.forEach((id, resource) ->
                  resources.put(VERSION.matcher(id).replaceFirst("TaskDefinition"), resource)));
    }
    return resources;
  }

  private static void compare(
      SortedMap<String, Object> before, SortedMap<String, Object> after, List<Change> changes) {
    var names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (var name : names) {
      if (!before.containsKey(name)) {
        changes.add(new Change(name, "", null, WHOLE));
      } else if (!after.containsKey(name)) {
        changes.add(new Change(name, "", WHOLE, null));
      } else {
        compareLeaves(name, leaves(before.get(name)), leaves(after.get(name)), changes);
      }
    }
  }

  private static void compareLeaves(
      String name,
      SortedMap<String, String> before,
      SortedMap<String, String> after,
      List<Change> changes) {
    var paths = new TreeSet<>(before.keySet());
    paths.addAll(after.keySet());
    for (var path : paths) {
      if (!Objects.equals(before.get(path), after.get(path))) {
        changes.add(new Change(name, path, before.get(path), after.get(path)));
      }
    }
  }

  private static SortedMap<String, String> leaves(@Nullable Object value) {
    var leaves = new TreeMap<String, String>();
    collect("", value, leaves);
    return leaves;
  }

  private static void collect(String path, @Nullable Object value, Map<String, String> leaves) {
    switch (value) {
      case Map<?, ?> map when !map.isEmpty() ->
          map.forEach(
              (key, inner) -> collect(path.isEmpty() ? "" + key : path + "." + key, inner, leaves));
      case List<?> list when !list.isEmpty() -> {
        for (var i = 0; i < list.size(); i++) {
          collect("%s[%d]".formatted(path, i), list.get(i), leaves);
        }
      }
      case null, default -> leaves.put(path, Json.write(value));
    }
  }
}

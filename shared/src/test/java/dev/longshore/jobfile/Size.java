package dev.longshore.jobfile;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A bound on how many of something a key holds.
 *
 * @param key as {@link SchemaWalk#sizes} names it
 * @param what is counted
 * @param lines a job file with so many of them
 */
record Size(String key, int most, String what, IntFunction<String> lines) {

  private static final String ARN = "arn:aws:ssm:us-east-1:123456789012:parameter/";

  static final List<Size> ALL =
      List.of(
          characters("description", 1000, "description: #"),
          new Size("image", 500, "characters", n -> "image: " + "a".repeat(n - 2) + ":1"),
          entries("command", 500, "command: [#]", _ -> "a"),
          characters("command[]", 8192, "command: [#]"),
          entries("schedule", 20, "schedule: [#]", _ -> "{ rate: 1h }"),
          new Size(
              "schedule.cron",
              256,
              "characters",
              n -> "schedule: { cron: \"%s\" }".formatted("0 0 * * ? *" + " ".repeat(n - 11))),
          keys("environment", 100, "environment: {#}", "x"),
          characters("environment name", 256, "environment: { #: x }"),
          characters("environment.*", 8192, "environment: { A: # }"),
          keys(
              "secrets", 100, "secrets: {#}", "\"arn:aws:ssm:us-east-1:123456789012:parameter/x\""),
          characters(
              "secrets name",
              256,
              "secrets: { #: \"arn:aws:ssm:us-east-1:123456789012:parameter/x\" }"),
          characters("secrets.*", 2048, "secrets: { A: \"" + ARN + "#\" }", ARN.length()),
          entries("retry.retryReasons", 20, "retry: { retryReasons: [#] }", _ -> "a"),
          characters("retry.retryReasons[]", 256, "retry: { retryReasons: [#] }"),
          new Size(
              "forecast.duration",
              64,
              "characters",
              n ->
                  "forecast: { duration: 000000001d000000000h000000000m000000000s..000000001d000000000h%sm }"
                      .formatted("0".repeat(n - 63))),
          keys("parameters", 50, "parameters: {#}", "{}"),
          characters("parameters name", 64, "parameters: { #: {} }"),
          characters("parameters.*.pattern", 1000, "parameters: { a: { pattern: # } }"),
          characters("parameters.*.default", 8192, "parameters: { a: { default: # } }"),
          entries(
              "permissions", 50, "permissions: [#]", _ -> "{ actions: ['*'], resources: ['*'] }"),
          entries(
              "permissions.actions",
              100,
              "permissions: [ { actions: [#], resources: ['*'] } ]",
              _ -> "'*'"),
          characters(
              "permissions.actions[]",
              128,
              "permissions: [ { actions: ['s:#'], resources: ['*'] } ]",
              2),
          entries(
              "permissions.resources",
              100,
              "permissions: [ { actions: ['*'], resources: [#] } ]",
              _ -> "'*'"),
          characters(
              "permissions.resources[]",
              2048,
              "permissions: [ { actions: ['*'], resources: ['arn:aws:s3:::#'] } ]",
              13),
          entries("volumes", 10, "volumes: [#]", i -> "{ efs: fs-0, path: /%d }".formatted(i)),
          characters("volumes.path", 255, "volumes: [ { efs: fs-0, path: /# } ]", 1),
          keys("tags", 50, "tags: {#}", "x"),
          characters("tags name", 128, "tags: { #: x }"),
          characters("tags.*", 256, "tags: { a: # }"));

  private static Size characters(String key, int most, String yaml) {
    return characters(key, most, yaml, 0);
  }

  /** A text that has {@code others} characters beside the ones in place of the number sign. */
  private static Size characters(String key, int most, String yaml, int others) {
    return new Size(key, most, "characters", n -> yaml.replace("#", "a".repeat(n - others)));
  }

  private static Size entries(String key, int most, String yaml, IntFunction<String> entry) {
    return new Size(
        key,
        most,
        "entries",
        n ->
            yaml.replace(
                "#", IntStream.range(0, n).mapToObj(entry).collect(Collectors.joining(", "))));
  }

  private static Size keys(String key, int most, String yaml, String value) {
    return new Size(
        key, most, "keys", entries(key, most, yaml, i -> "a%d: %s".formatted(i, value)).lines);
  }

  String yaml(int size) {
    return lines.apply(size);
  }

  @Override
  public String toString() {
    return key;
  }
}

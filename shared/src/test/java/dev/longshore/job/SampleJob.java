package dev.longshore.job;

import dev.longshore.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Jobs for tests: the smallest one, with what a test is about changed in its canonical form. */
public final class SampleJob {

  private static final String SMALLEST =
      """
      {"job":"etl","image":"etl:1","cpu":256,"memory":512,"architecture":"X86_64",
      "ephemeralStorage":20,"queued":false,"spot":"PREFERRED","onDemandAfter":2,
      "retry":{"attempts":1,"backoff":"PT30S","rate":2.0,"max":"PT10M","interruptions":5,
      "launches":10,"outOfMemory":0},"timeout":"PT1H","startTimeout":"PT10M",
      "completesOnTerm":false}
      """;

  private SampleJob() {}

  public static Job smallest() {
    return with("");
  }

  /**
   * The smallest job with some fields of its canonical form changed, such as {@code 'overlap':
   * 'QUEUE', 'retry': {'attempts': 3}}; single quotes stand for double ones.
   */
  public static Job with(String fields) {
    var job = new LinkedHashMap<String, Object>(Json.parseObject(SMALLEST).values());
    Json.parseObject("{" + fields.replace('\'', '"') + "}")
        .values()
        .forEach((name, value) -> job.merge(name, value, SampleJob::merged));
    return JobCodec.decode(Json.write(job));
  }

  private static Object merged(Object before, Object change) {
    if (!(before instanceof Map<?, ?> one && change instanceof Map<?, ?> other)) {
      return change;
    }
    var both = new LinkedHashMap<Object, Object>(one);
    both.putAll(other);
    return both;
  }
}

package dev.longshore.jobfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.longshore.forecast.ArrivalRate;
import dev.longshore.forecast.Outlook;
import dev.longshore.forecast.WorkTime;
import dev.longshore.job.Architecture;
import dev.longshore.job.CapacityPolicy;
import dev.longshore.job.Catalog;
import dev.longshore.job.FargateSize;
import dev.longshore.job.IdlePolicy;
import dev.longshore.job.Job;
import dev.longshore.job.JobCodec;
import dev.longshore.job.JobName;
import dev.longshore.job.Overlap;
import dev.longshore.job.Parameter;
import dev.longshore.job.Permission;
import dev.longshore.job.RetryPolicy;
import dev.longshore.job.Volume;
import dev.longshore.jobfile.Reading.Accepted;
import dev.longshore.jobfile.Reading.Refused;
import dev.longshore.schedule.CronExpression;
import dev.longshore.schedule.Schedule;
import dev.longshore.schedule.Schedule.At;
import dev.longshore.schedule.Schedule.Cron;
import dev.longshore.schedule.Schedule.Missed;
import dev.longshore.schedule.Schedule.Rate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFilesTest {

  private static final String EVERYTHING =
      """
      job: nightly-orders
      description: Load yesterday's orders
      image: orders-etl:1.4.2
      command: [python, etl.py, --date, "{{ scheduledDate }}", 60]
      cpu: 1024
      memory: 2048
      architecture: arm64
      ephemeralStorage: 40
      schedule:
        - { cron: "cron(30 2 * * ? *)", timezone: Asia/Seoul, window: 15m, missed: none }
        - { rate: 1h, window: off }
        - { at: 2026-12-01T09:00 }
      queue: { mode: message }
      environment: { STAGE: prod, PORT: 0x50, KEY: "{{ params.key }}" }
      secrets: { DB_PASSWORD: "arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf" }
      capacity: { spot: only, onDemandAfter: 3 }
      retry: { attempts: 3, backoff: 20s, rate: 1.5, max: 5m, interruptions: 4, launches: 9,
        outOfMemory: 2, retryExitCodes: [75, 7], failExitCodes: [64], retryReasons: ["*timeout*"] }
      timeout: 2h
      startTimeout: 5m
      stopTimeout: 120s
      idle: { after: 5m, cpuBelow: 1, signal: both }
      completesOnTerm: true
      overlap: queue
      parameters:
        key: { type: string, pattern: "[a-z/]+", required: true }
        limit: { type: integer, default: 1e2 }
        share: { type: number, default: 0.5 }
      concurrency: 5
      memoryCeiling: 8192
      permissions: [ { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::orders/*"] } ]
      volumes: [ { efs: fs-0123, path: /data } ]
      tags: { team: orders, cost: 4711 }
      """;

  private final JobFiles files = new JobFiles();

  @TempDir private Path folder;

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private Job job(String text) throws IOException {
    var file = Files.writeString(folder.resolve("one.yaml"), text);
    return switch (files.readFile(file)) {
      case Accepted<Job>(var job) -> job;
      case Refused<Job>(var complaints) -> throw new AssertionError(complaints.toString());
    };
  }

  private List<String> complaints() {
    return switch (files.read(folder)) {
      case Accepted<Catalog> _ -> List.of();
      case Refused<Catalog>(var complaints) ->
          complaints.stream()
              .map(one -> one.toString().replace(folder.toString(), "jobs"))
              .toList();
    };
  }

  private static <V> SortedMap<String, V> sorted(Map<String, V> map) {
    return new TreeMap<>(map);
  }

  @Nested
  class AJob {

    @Test
    void saysWhatItsFileSays() throws IOException {
      assertThat(job(EVERYTHING))
          .isEqualTo(
              new Job(
                  new JobName("nightly-orders"),
                  "Load yesterday's orders",
                  "orders-etl:1.4.2",
                  List.of("python", "etl.py", "--date", "{{ scheduledDate }}", "60"),
                  new FargateSize(1024, 2048),
                  Architecture.ARM64,
                  40,
                  List.of(
                      new Schedule(
                          new Cron(CronExpression.parse("30 2 * * ? *")),
                          ZoneId.of("Asia/Seoul"),
                          Duration.ofMinutes(15),
                          Missed.NONE),
                      new Schedule(
                          new Rate(Duration.ofHours(1)), ZoneId.of("UTC"), null, Missed.LAST),
                      new Schedule(
                          new At(LocalDateTime.of(2026, 12, 1, 9, 0)),
                          ZoneId.of("UTC"),
                          null,
                          Missed.LAST)),
                  true,
                  sorted(Map.of("STAGE", "prod", "PORT", "0x50", "KEY", "{{ params.key }}")),
                  sorted(
                      Map.of(
                          "DB_PASSWORD",
                          "arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf")),
                  new CapacityPolicy(CapacityPolicy.Spot.ONLY, 3),
                  new RetryPolicy(
                      3,
                      Duration.ofSeconds(20),
                      1.5,
                      Duration.ofMinutes(5),
                      4,
                      9,
                      2,
                      Set.of(7, 75),
                      Set.of(64),
                      List.of("*timeout*")),
                  Duration.ofHours(2),
                  Duration.ofMinutes(5),
                  Duration.ofSeconds(120),
                  new IdlePolicy(Duration.ofMinutes(5), 1, IdlePolicy.Signal.BOTH),
                  true,
                  Overlap.QUEUE,
                  sorted(
                      Map.of(
                          "key",
                          new Parameter(Parameter.Type.STRING, "[a-z/]+", true, null),
                          "limit",
                          new Parameter(Parameter.Type.INTEGER, null, false, 100),
                          "share",
                          new Parameter(Parameter.Type.NUMBER, null, false, 0.5))),
                  5,
                  8192,
                  List.of(
                      new Permission(List.of("s3:GetObject"), List.of("arn:aws:s3:::orders/*"))),
                  List.of(new Volume("fs-0123", "/data")),
                  sorted(Map.of("team", "orders", "cost", "4711"))));
    }

    @Test
    void hasEveryDefaultOfTheDesign() throws IOException {
      assertThat(job("job: a\nimage: a:1\n"))
          .isEqualTo(
              new Job(
                  new JobName("a"),
                  null,
                  "a:1",
                  List.of(),
                  new FargateSize(256, 512),
                  Architecture.X86_64,
                  20,
                  List.of(),
                  false,
                  sorted(Map.of()),
                  sorted(Map.of()),
                  new CapacityPolicy(CapacityPolicy.Spot.PREFERRED, 2),
                  new RetryPolicy(
                      1,
                      Duration.ofSeconds(30),
                      2,
                      Duration.ofMinutes(10),
                      5,
                      10,
                      0,
                      Set.of(),
                      Set.of(),
                      List.of()),
                  Duration.ofHours(1),
                  Duration.ofMinutes(10),
                  null,
                  null,
                  false,
                  null,
                  sorted(Map.of()),
                  null,
                  null,
                  List.of(),
                  List.of(),
                  sorted(Map.of())));
    }

    @Test
    void isTheSameWhereTheDefaultsOfTheSchemaAreWrittenOut() throws IOException {
      var defaults = new StringBuilder("job: a\nimage: a:1\n");
      for (var key : List.of("", "retry", "capacity", "idle")) {
        var inner = new StringBuilder();
        SchemaWalk.keys()
            .forEach((path, schema) -> {
              var name = path.substring(path.lastIndexOf('.') + 1);
              if (schema.has("default") && path.equals(key.isEmpty() ? name : key + "." + name)) {
                var line = "%s: %s".formatted(name, schema.values().get("default"));
                inner.append(key.isEmpty() ? line + "\n" : line + ", ");
              }
            });
        defaults.append(key.isEmpty() ? inner : "%s: { %s }\n".formatted(key, inner));
      }
      var idleStands = "after: 5m, ";
      var text =
          defaults
              .toString()
              .replace("idle: none\n", "")
              .replace("idle: { ", "idle: { " + idleStands);

      assertThat(text).contains("cpu: 256", "attempts: 1", "spot: preferred", "signal: cpu");
      assertThat(job(text)).isEqualTo(job("job: a\nimage: a:1\nidle: { after: 5m }\n"));
      assertThat(job("job: a\nimage: a:1\nidle: none\n")).isEqualTo(job("job: a\nimage: a:1\n"));
      assertThat(job("job: a\nimage: a:1\nschedule: { rate: 1h }\n"))
          .isEqualTo(
              job(
                  """
                  job: a
                  image: a:1
                  schedule: { rate: 1h, timezone: UTC, window: off, missed: last }
                  """));
      assertThat(job("job: a\nimage: a:1\nparameters: { p: {} }\n"))
          .isEqualTo(
              job("job: a\nimage: a:1\nparameters: { p: { type: string, required: false } }\n"));
    }

    @Test
    void hasTheSameVersionWhateverIsForecastOfIt() throws IOException {
      var version = JobCodec.version(job(EVERYTHING));

      assertThat(
              JobCodec.version(
                  job(EVERYTHING + "forecast: { duration: 1h, arrivals: 5/day, deadline: 5h }\n")))
          .isEqualTo(version);
      assertThat(JobCodec.version(job(EVERYTHING + "forecast: { failureRate: 0.5 }\n")))
          .isEqualTo(version);
    }

    @Test
    void hasOneVersionWhateverTheOrderOfItsKeys() throws IOException {
      var lines = EVERYTHING.lines().toList();
      var blocks = new ArrayList<String>();
      for (var line : lines) {
        if (line.startsWith(" ")) {
          blocks.set(blocks.size() - 1, blocks.getLast() + "\n" + line);
        } else {
          blocks.add(line);
        }
      }

      var backwards = String.join("\n", blocks.reversed()) + "\n";

      assertThat(backwards).isNotEqualTo(EVERYTHING).hasSameSizeAs(EVERYTHING);
      assertThat(JobCodec.version(job(backwards))).isEqualTo(JobCodec.version(job(EVERYTHING)));
    }
  }

  @Nested
  class AFolder {

    @Test
    void saysWhatIsForecastOfItsJobs() throws IOException {
      write("a.yaml", "job: alpha\nimage: a:1\n");
      write(
          "b.yaml",
          "job: beta\nimage: b:1\nforecast: { duration: 10m..30m, arrivals: 200/day, failureRate:"
              + " 0, deadline: 5h }\n");
      write("c.yaml", "job: gamma\n");

      assertThat(files.outlooks(folder))
          .isEqualTo(
              Map.of(
                  new JobName("alpha"),
                  Outlook.NONE,
                  new JobName("beta"),
                  new Outlook(
                      WorkTime.parse("10m..30m"),
                      ArrivalRate.parse("200/day"),
                      0.0,
                      Duration.ofHours(5))));
      assertThat(files.outlooks(folder.resolve("nowhere"))).isEmpty();
    }

    @Test
    void yieldsItsJobsByName() throws IOException {
      write("z.yaml", "job: alpha\nimage: a:1\n");
      write("a.yml", "job: beta\nimage: b:1\n");

      assertThat(files.read(folder))
          .isInstanceOfSatisfying(
              Accepted.class,
              accepted -> {
                var catalog = (Catalog) accepted.value();
                assertThat(catalog.jobs().keySet().stream().map(JobName::value))
                    .containsExactly("alpha", "beta");
                assertThat(catalog.find(new JobName("beta")).map(Job::image)).contains("b:1");
                assertThat(catalog.find(new JobName("gamma"))).isEmpty();
              });
    }

    @Test
    void hidesWhatIsNoJobFile() throws IOException {
      write("a.yaml", "job: a\nimage: a:1\n");
      for (var other :
          List.of("notes.txt", "a.yaml~", ".#a.yaml", ".yaml", "a.yaml.bak", "b.YAML.x")) {
        write(other, "}{");
      }
      Files.createDirectory(folder.resolve("below"));
      write("below/b.yaml", "}{");

      assertThat(complaints()).isEmpty();
    }

    @Test
    void tellsAllComplaintsOfAllItsFilesInOrder() throws IOException {
      write("b.yaml", "job: b\nimage: b\n");
      write("a.yaml", "job: a\nimage: a:1\ncpus: 5\nmemroy: 5\n");
      write("c.yaml", "");

      assertThat(complaints())
          .containsExactly(
              "jobs/a.yaml:3: cpus: unknown key; did you mean cpu?",
              "jobs/a.yaml:4: memroy: unknown key; did you mean memory?",
              "jobs/b.yaml:2: image: must have a tag or a digest, such as b:1.4.2, but has none",
              "jobs/c.yaml: holds no job: at least job and image must be there, such as job:"
                  + " hello");
    }

    @Test
    void hasOneJobOfAName() throws IOException {
      write("a.yaml", "job: same\nimage: a:1\n");
      write("b.yaml", "image: b:1\njob: same\n");
      write("c.yaml", "job: same\nimage: c\n");

      assertThat(complaints())
          .containsExactly(
              "jobs/b.yaml:2: job: jobs/a.yaml has a job of this name too; each needs its own",
              "jobs/c.yaml:1: job: jobs/a.yaml has a job of this name too; each needs its own",
              "jobs/c.yaml:2: image: must have a tag or a digest, such as c:1.4.2, but has none");
    }

    @Test
    void withoutAJobFileSaysWhatToDo() throws IOException {
      write("readme.md", "nothing");

      assertThat(complaints())
          .containsExactly(
              "jobs: holds no job file (*.yaml or *.yml): write one there, or name another folder"
                  + " with --jobs");
    }

    @Test
    void thatIsNoneSaysWhatToDo() throws IOException {
      write("a.yaml", "job: a\nimage: a:1\n");
      folder = folder.resolve("a.yaml");
      assertThat(complaints()).containsExactly("jobs: is a file: name the folder that holds it");

      folder = folder.resolveSibling("nowhere");
      assertThat(complaints())
          .containsExactly(
              "jobs: is no folder: make it and write a job file there, or name another with"
                  + " --jobs");
    }

    @Test
    void namesAFolderThatIsCalledLikeAJobFile() throws IOException {
      Files.createDirectory(folder.resolve("x.yaml"));

      assertThat(complaints()).containsExactly("jobs/x.yaml: is a folder, no job file");
    }
  }

  @Test
  void aCatalogHasOneJobOfAName() throws IOException {
    var job = job("job: a\nimage: a:1\n");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Catalog.of(List.of(job, job)))
        .withMessage("two jobs are named a");
    assertThat(Catalog.of(List.of(job)).jobs()).containsOnlyKeys(new JobName("a"));
  }
}

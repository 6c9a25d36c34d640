package dev.longshore.jobfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.Job;
import dev.longshore.job.JobCodec;
import dev.longshore.jobfile.Reading.Accepted;
import dev.longshore.jobfile.Reading.Refused;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a file holds, the answer is a job or complaints. */
@Timeout(60)
class JobFilesFuzzTest {

  private static final List<String> UNCLEAR = List.of("Exception", "dev.longshore", "java.");
  private static final int FILES = 3_000;

  private final JobFiles files = new JobFiles();

  @Test
  void aBrokenJobFileYieldsComplaintsAndNothingElse() {
    var seed = System.nanoTime();
    var mutations = new Mutations(new Random(seed));
    var accepted = 0;
    for (var i = 0; i < FILES; i++) {
      var text = mutations.next();
      try {
        accepted += isAccepted(text.getBytes(StandardCharsets.UTF_8)) ? 1 : 0;
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed %d:%n%s".formatted(seed, text), e);
      }
    }
    assertThat(accepted).as("seed %d", seed).isBetween(1, FILES - 1);
  }

  @Test
  void randomBytesYieldComplaintsAndNothingElse() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    for (var i = 0; i < 1_000; i++) {
      var bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      try {
        assertThat(isAccepted(bytes)).isFalse();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed %d, file %d".formatted(seed, i), e);
      }
    }
  }

  private boolean isAccepted(byte[] bytes) {
    var file = Path.of("x.yaml");
    return switch (files.readContent(file, bytes)) {
      case Accepted<Job>(var job) -> {
        assertThat(JobCodec.decode(JobCodec.encode(job))).isEqualTo(job);
        yield true;
      }
      case Refused<Job>(var complaints) -> {
        assertThat(complaints).isNotEmpty().isSorted();
        assertThat(complaints.stream().filter(one -> !isOneClearLine(one, file))).isEmpty();
        yield false;
      }
    };
  }

  private static boolean isOneClearLine(Complaint complaint, Path file) {
    var line = complaint.toString();
    return line.startsWith(file + ":")
        && line.chars().noneMatch(Character::isISOControl)
        && UNCLEAR.stream().noneMatch(line::contains)
        && (complaint.line() == 0) == (complaint.column() == 0);
  }
}

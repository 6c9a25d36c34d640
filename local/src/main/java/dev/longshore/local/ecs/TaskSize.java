package dev.longshore.local.ecs;

import dev.longshore.job.FargateSize;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/**
 * The texts in which a task's size is given: CPU units or vCPUs, MiB or GB.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html">RegisterTaskDefinition</a>
 */
public final class TaskSize {

  private static final BigDecimal STEP = BigDecimal.valueOf(1024);
  private static final int DIGITS_MAX = 9;
  private static final Pattern VCPU = Pattern.compile("([0-9]{0,5}\\.?[0-9]{1,5}) ?vcpu");
  private static final Pattern GIB = Pattern.compile("([0-9]{0,5}\\.?[0-9]{1,5}) ?gb");

  private TaskSize() {}

  /** The size that both texts give together; empty if either is missing or none. */
  public static Optional<FargateSize> parse(@Nullable String cpu, @Nullable String memory) {
    return number(cpu, VCPU)
        .flatMap(units -> number(memory, GIB).map(mib -> new FargateSize(units, mib)));
  }

  /** The size of a task: what its request overrides, and for the rest its definition's. */
  static Optional<FargateSize> of(@Nullable TaskOverride overrides, TaskDefinition definition) {
    var cpu = overrides == null ? null : overrides.cpu();
    var memory = overrides == null ? null : overrides.memory();
    return parse(
        cpu == null ? definition.cpu() : cpu, memory == null ? definition.memory() : memory);
  }

  private static Optional<Integer> number(@Nullable String text, Pattern larger) {
    if (text == null) {
      return Optional.empty();
    }
    if (isWhole(text)) {
      return Optional.of(Integer.parseInt(text));
    }
    var match = larger.matcher(text.toLowerCase(Locale.ROOT));
    return match.matches()
        ? Optional.of(new BigDecimal(match.group(1)).multiply(STEP).intValue())
        : Optional.empty();
  }

  private static boolean isWhole(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= DIGITS_MAX;
  }
}

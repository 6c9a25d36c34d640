package dev.longshore.local.runtime;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What makes a task's program a container; a runtime without containers heeds none of it.
 *
 * @param name unique in its task
 * @param entryPoint what stands before the command; empty for the image's own
 * @param cpu the task's CPU units, 1,024 to the vCPU, which no container of it exceeds
 * @param memory the most MiB that it may use before it is killed
 * @param cpuShares its part where containers of a task compete; null for no say
 * @param user null for the image's own, as is the next
 * @param shared whether the task has other containers, which it shares its network with
 * @param tmpfs the options of what it has in memory, by path
 */
public record ContainerSpec(
    String name,
    String image,
    List<String> entryPoint,
    int cpu,
    int memory,
    @Nullable Integer cpuShares,
    @Nullable String user,
    @Nullable String workingDirectory,
    boolean readonlyRoot,
    boolean init,
    boolean shared,
    List<Mount> mounts,
    Map<String, String> tmpfs) {

  public ContainerSpec {
    mounts = List.copyOf(mounts);
    tmpfs = Map.copyOf(tmpfs);
  }

  /**
   * Where a container finds a volume of its task.
   *
   * @param volume unique in its task, whose containers share it
   */
  public record Mount(String volume, String path, boolean readOnly) {}
}

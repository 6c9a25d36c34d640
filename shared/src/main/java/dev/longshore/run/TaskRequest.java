package dev.longshore.run;

import dev.longshore.job.Capacity;
import dev.longshore.job.FargateSize;
import java.util.List;
import java.util.SortedMap;

/**
 * The RunTask request of an attempt. It is stored before it is sent and never changed, for ECS
 * refuses a client token that comes again with another request.
 *
 * @param taskDefinition its family, one a job version
 * @param command in place of the task definition's; empty for that
 * @param environment over the task definition's
 * @param subnets where its network interface may be; empty where the cloud has no network
 */
public record TaskRequest(
    String taskDefinition,
    Capacity capacity,
    FargateSize size,
    List<String> command,
    SortedMap<String, String> environment,
    List<String> subnets) {}

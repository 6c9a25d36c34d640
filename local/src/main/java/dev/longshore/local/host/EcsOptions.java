package dev.longshore.local.host;

import dev.longshore.local.ecs.CapacityMarket;
import dev.longshore.local.ecs.Lifecycle;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How a simulated ECS is served.
 *
 * @param address where it listens
 * @param account the account that its ARNs name
 * @param region the region that its ARNs name
 * @param speed how many times faster than time its clock runs
 * @param market when Spot tasks are interrupted
 * @param person environment of the person who runs it, from which the values of secrets are taken,
 *     and for processes PATH and HOME
 * @param environment what every container gets beside its own
 * @param events hears of every change of a task, on the event loop
 * @param notes hears what is worth a line for the person
 */
public record EcsOptions(
    InetSocketAddress address,
    String account,
    String region,
    double speed,
    Lifecycle lifecycle,
    CapacityMarket market,
    Map<String, String> person,
    Map<String, String> environment,
    Consumer<Map<String, Object>> events,
    Consumer<String> notes) {}

package dev.longshore.local.ecs.http;

import java.net.InetSocketAddress;

/**
 * The address of the simulated ECS cannot be listened on. The message is one line for the person.
 */
public final class AddressUnusable extends RuntimeException {

  AddressUnusable(InetSocketAddress address, Throwable cause) {
    super(
        "port %d of %s, where ECS would be, cannot be used: %s; name another with --port"
            .formatted(address.getPort(), address.getHostString(), cause.getMessage()),
        cause);
  }
}

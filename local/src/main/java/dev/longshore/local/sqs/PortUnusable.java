package dev.longshore.local.sqs;

/** The port for the queues cannot be listened on. The message is one line for the person. */
public final class PortUnusable extends RuntimeException {

  PortUnusable(int port, Throwable cause) {
    super(
        "port %d of 127.0.0.1, where the queues would be, cannot be used: %s"
            .formatted(port, cause.getMessage()),
        cause);
  }
}

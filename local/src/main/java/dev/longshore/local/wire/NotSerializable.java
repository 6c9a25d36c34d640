package dev.longshore.local.wire;

/** A field of a request has another type than the service's model gives it. */
public final class NotSerializable extends RuntimeException {

  NotSerializable(String message) {
    super(message);
  }
}

package dev.longshore.cli.render;

/** Jobs that make no template that CloudFormation takes; the message says what to do. */
public final class RenderRefused extends RuntimeException {

  RenderRefused(String message) {
    super(message);
  }
}

package dev.longshore.cli.demo;

/** The demo cannot begin; the message says why, and what to do. */
public final class DemoRefused extends RuntimeException {

  DemoRefused(String message) {
    super(message);
  }
}

package dev.longshore.decision;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.regex.Pattern;

/** A text in which {@code *} stands for any characters; upper and lower case are the same. */
record Glob(String text) {

  boolean matches(String other) {
    var regex = Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(joining(".*"));
    return Pattern.compile(regex, Pattern.DOTALL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
        .matcher(other)
        .matches();
  }
}

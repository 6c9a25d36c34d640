package dev.longshore.cli.demo;

/**
 * Something that the demo has looked at.
 *
 * @param claim what holds, or what was expected and what was found in its place
 */
record Check(boolean holds, String claim) {

  static Check holds(String claim) {
    return new Check(true, claim);
  }

  static Check fails(String claim) {
    return new Check(false, claim);
  }
}

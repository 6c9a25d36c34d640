package dev.longshore.states.json;

/** Places in a JSON document, as RFC 6901 writes them: {@code /States/Attempt/Retry/0}. */
public final class JsonPointer {

  /** The whole document. */
  public static final String ROOT = "";

  private JsonPointer() {}

  /** The place of a field or an element of what stands at {@code place}. */
  public static String child(String place, String name) {
    return place + '/' + name.replace("~", "~0").replace("/", "~1");
  }

  public static String child(String place, int index) {
    return place + '/' + index;
  }
}

package dev.longshore.states.query;

import dev.longshore.states.json.JsonPointer;

/**
 * Where a value stands in a definition.
 *
 * @param pointer from the whole definition: {@code /States/Attempt/Arguments/Payload}
 * @param location from its state, as errors name it: {@code Arguments/Payload}
 */
public record Site(String pointer, String location) {

  /** A place within the state that stands at {@code state}. */
  public static Site within(String state, String pointer) {
    return new Site(pointer, pointer.substring(state.length() + 1));
  }

  Site child(String name) {
    return new Site(JsonPointer.child(pointer, name), JsonPointer.child(location, name));
  }

  Site child(int index) {
    return child(Integer.toString(index));
  }
}

package dev.longshore.architecture;

/** Makes handlers as Lambda does, and says each one's name. */
final class HandlerConstruction {

  private HandlerConstruction() {}

  public static void main(String[] handlers) throws ReflectiveOperationException {
    for (var handler : handlers) {
      System.out.println(
          Class.forName(handler).getConstructor().newInstance().getClass().getName());
    }
  }
}

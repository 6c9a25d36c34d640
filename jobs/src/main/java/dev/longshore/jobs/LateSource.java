package dev.longshore.jobs;

/** Waits for a source that is late: it is not there before the third look. */
final class LateSource {

  /** What programs exit with if the same may go well later; named so by BSD's sysexits. */
  static final int TRY_AGAIN = 75;

  private static final int COMES_AT = 3;

  private LateSource() {}

  public static void main(String[] arguments) {
    var attempt = Integer.parseInt(System.getenv("LONGSHORE_ATTEMPT"));
    var code = look(attempt);
    System.out.println(
        code == 0
            ? "the source is there"
            : "the source is not there at look " + attempt + ": try again");
    System.exit(code);
  }

  /** The exit code of a look, counted from 1. */
  static int look(int attempt) {
    return attempt < COMES_AT ? TRY_AGAIN : 0;
  }
}

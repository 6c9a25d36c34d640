package dev.longshore.jobs;

import java.time.Duration;

/** Fetches pages from a server that takes twice as long for each as for the one before. */
final class SlowExport {

  private static final Duration FIRST = Duration.ofMillis(200);
  private static final int PAGES = 40;

  private SlowExport() {}

  public static void main(String[] arguments) throws InterruptedException {
    for (var page = 1; page <= PAGES; page++) {
      Thread.sleep(wait(page).toMillis());
      System.out.println("page " + page + " of " + PAGES);
    }
  }

  /** How long a page takes, counted from 1; the last takes centuries. */
  static Duration wait(int page) {
    return FIRST.multipliedBy(1L << (page - 1));
  }
}

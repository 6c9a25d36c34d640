package dev.longshore.ledger;

/** An item kept changing under a change, more often than others could have reason to. */
public final class LedgerContended extends RuntimeException {

  LedgerContended(String what, int tries) {
    super("%s kept changing; gave up after %d tries".formatted(what, tries));
  }
}

package dev.longshore.architecture.grants;

/** IAM's wildcards: {@code *} for any number of characters, {@code ?} for one. */
final class Wildcards {

  private static final int ARN_PARTS = 6;

  private Wildcards() {}

  static boolean fits(String pattern, String text) {
    var inPattern = 0;
    var inText = 0;
    var star = -1;
    var resumed = 0;
    while (inText < text.length()) {
      if (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
        star = inPattern++;
        resumed = inText;
      } else if (inPattern < pattern.length()
          && (pattern.charAt(inPattern) == '?'
              || pattern.charAt(inPattern) == text.charAt(inText))) {
        inPattern++;
        inText++;
      } else if (star >= 0) {
        inPattern = star + 1;
        inText = ++resumed;
      } else {
        return false;
      }
    }
    return pattern.chars().skip(inPattern).allMatch(c -> c == '*');
  }

  /**
   * As conditions compare ARNs: each of the six parts by itself, so that no wildcard crosses one.
   */
  static boolean fitsArn(String pattern, String arn) {
    var wanted = pattern.split(":", ARN_PARTS);
    var parts = arn.split(":", ARN_PARTS);
    if (wanted.length != ARN_PARTS || parts.length != ARN_PARTS) {
      return false;
    }
    for (var i = 0; i < ARN_PARTS; i++) {
      if (!fits(wanted[i], parts[i])) {
        return false;
      }
    }
    return true;
  }
}

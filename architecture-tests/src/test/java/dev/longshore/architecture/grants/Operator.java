package dev.longshore.architecture.grants;

import java.util.Arrays;
import java.util.List;

/**
 * The condition operators that our templates use, and their next of kin.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">IAM
 *     JSON policy elements: Condition operators</a>
 */
enum Operator {
  STRING_EQUALS("StringEquals") {
    @Override
    boolean fits(String wanted, String actual) {
      return wanted.equals(actual);
    }
  },
  STRING_LIKE("StringLike") {
    @Override
    boolean fits(String wanted, String actual) {
      return Wildcards.fits(wanted, actual);
    }
  },
  ARN_EQUALS("ArnEquals") {
    @Override
    boolean fits(String wanted, String actual) {
      return Wildcards.fitsArn(wanted, actual);
    }
  },
  ARN_LIKE("ArnLike") {
    @Override
    boolean fits(String wanted, String actual) {
      return Wildcards.fitsArn(wanted, actual);
    }
  },
  BOOL("Bool") {
    @Override
    boolean fits(String wanted, String actual) {
      return wanted.equalsIgnoreCase(actual);
    }
  },
  /** The one that asks whether a key is there at all: {@code true} if it is not. */
  NULL("Null") {
    @Override
    boolean fits(String wanted, String actual) {
      return wanted.equalsIgnoreCase("false");
    }
  };

  private final String word;

  Operator(String word) {
    this.word = word;
  }

  abstract boolean fits(String wanted, String actual);

  /**
   * The operator of a name.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  static Operator of(String word) {
    return Arrays.stream(values())
        .filter(operator -> operator.word.equals(word))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("the evaluator does not know the operator " + word));
  }

  /** Whether it holds of a key's value; a key that is not there fits nothing. */
  boolean holds(String actual, List<String> wanted) {
    if (actual == null) {
      return this == NULL && wanted.stream().anyMatch(value -> value.equalsIgnoreCase("true"));
    }
    return wanted.stream().anyMatch(value -> fits(value, actual));
  }
}

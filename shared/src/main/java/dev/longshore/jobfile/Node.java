package dev.longshore.jobfile;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value of a job file, and where it stands. */
sealed interface Node {

  Place place();

  /** The value in words, as part of a sentence. */
  String words();

  /** A value that is neither a list nor a mapping. */
  sealed interface Scalar extends Node {

    /** The value as it is written in the file, without quotes. */
    String written();

    /** What is equal for equal values. */
    default Object identity() {
      return written();
    }
  }

  /** A text. */
  record Text(Place place, String written) implements Scalar {

    @Override
    public String words() {
      return "the text " + Quoted.of(written);
    }
  }

  /** A number of YAML's core schema; whole or not, but never infinite. */
  record Numeral(Place place, String written, BigDecimal value) implements Scalar {

    @Override
    public String words() {
      return "the number " + Quoted.bare(written);
    }

    @Override
    public Object identity() {
      return value.stripTrailingZeros();
    }

    boolean isWhole() {
      return value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
    }
  }

  /** True or false. */
  record Flag(Place place, String written, boolean value) implements Scalar {

    @Override
    public String words() {
      return written;
    }
  }

  /** Nothing: a key without a value, or {@code null}. */
  record Nothing(Place place) implements Node {

    @Override
    public String words() {
      return "nothing";
    }
  }

  /** A list. */
  record Listing(Place place, List<Node> entries) implements Node {

    @Override
    public String words() {
      return "a list";
    }
  }

  /** A mapping; each key is there once. */
  record Mapping(Place place, List<Entry> entries) implements Node {

    @Override
    public String words() {
      return "a mapping";
    }

    /** The value of a key, or null where it is not there. */
    @Nullable Node value(String key) {
      for (var entry : entries) {
        if (entry.key().equals(key)) {
          return entry.value();
        }
      }
      return null;
    }
  }

  /**
   * A key and its value.
   *
   * @param place of the key
   */
  record Entry(Place place, String key, Node value) {}
}

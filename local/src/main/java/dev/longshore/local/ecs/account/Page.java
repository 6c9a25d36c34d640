package dev.longshore.local.ecs.account;

import dev.longshore.local.ecs.EcsErrors;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list that is shown part by part.
 *
 * @param next what the request for the next part names; null after the last
 */
record Page<T>(List<T> items, @Nullable String next) {

  static final int SIZE_MAX = 100;

  private static final Pattern TOKEN = Pattern.compile("[0-9]{1,9}");

  /**
   * The part of {@code all} that a request asks for.
   *
   * @throws software.amazon.awssdk.services.ecs.model.InvalidParameterException for a size or a
   *     token that there is not
   */
  static <T> Page<T> of(List<T> all, @Nullable Integer maxResults, @Nullable String token) {
    var size = Objects.requireNonNullElse(maxResults, SIZE_MAX);
    if (size < 1 || size > SIZE_MAX) {
      throw EcsErrors.invalid("maxResults must be from 1 to %d.".formatted(SIZE_MAX));
    }
    if (token != null && !TOKEN.matcher(token).matches()) {
      throw EcsErrors.invalid("Invalid token.");
    }
    var from = token == null ? 0 : Math.min(Integer.parseInt(token), all.size());
    var to = Math.min(from + size, all.size());
    return new Page<>(all.subList(from, to), to < all.size() ? String.valueOf(to) : null);
  }
}

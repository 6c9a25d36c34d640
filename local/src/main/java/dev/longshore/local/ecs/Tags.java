package dev.longshore.local.ecs;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.Tag;

/**
 * What tags a resource may have.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html">Tag</a>
 */
public final class Tags {

  static final int TAGS_MAX = 50;
  static final int KEY_MAX = 128;
  static final int VALUE_MAX = 256;

  private static final String RESERVED = "aws:";

  private Tags() {}

  /**
   * Refuses tags that no resource may have.
   *
   * @throws software.amazon.awssdk.services.ecs.model.InvalidParameterException for those
   */
  public static void check(List<Tag> tags) {
    EcsErrors.require(
        tags.size() <= TAGS_MAX, "Tags can have a maximum size of %d.".formatted(TAGS_MAX));
    tags.forEach(Tags::check);
    EcsErrors.require(
        tags.stream().map(Tag::key).distinct().count() == tags.size(),
        "Duplicate tag keys are not allowed.");
  }

  private static void check(Tag tag) {
    EcsErrors.require(
        tag.key() != null && !tag.key().isEmpty() && tag.key().length() <= KEY_MAX,
        "Tag keys must have from 1 to %d characters.".formatted(KEY_MAX));
    EcsErrors.require(
        !tag.key().toLowerCase(Locale.ROOT).startsWith(RESERVED),
        "Tag keys cannot start with %s, which is reserved.".formatted(RESERVED));
    EcsErrors.require(
        tag.value() == null || tag.value().length() <= VALUE_MAX,
        "Tag values must have at most %d characters.".formatted(VALUE_MAX));
  }

  /** Adds tags to those that a resource has, all or none. */
  public static void add(List<Tag> tags, Map<String, String> present) {
    check(tags);
    var fresh = tags.stream().filter(tag -> !present.containsKey(tag.key())).count();
    EcsErrors.require(
        present.size() + fresh <= TAGS_MAX,
        "Tags can have a maximum size of %d.".formatted(TAGS_MAX));
    tags.forEach(tag -> present.put(tag.key(), tag.value() == null ? "" : tag.value()));
  }

  /** Tags as they are shown. */
  public static List<Tag> of(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }
}

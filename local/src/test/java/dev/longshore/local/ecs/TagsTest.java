package dev.longshore.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Tag;

class TagsTest {

  private static Tag tag(@Nullable String key, @Nullable String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private static List<Tag> tags(int count) {
    return IntStream.range(0, count).mapToObj(i -> tag("k" + i, "v")).toList();
  }

  private static void assertRefused(List<Tag> tags) {
    assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> Tags.check(tags));
  }

  @Test
  void fiftyTagsAndNoMore() {
    assertThatCode(() -> Tags.check(tags(50))).doesNotThrowAnyException();
    assertRefused(tags(51));
  }

  @Test
  void keysHaveUpTo128CharactersAndValues256() {
    assertThatCode(() -> Tags.check(List.of(tag("k".repeat(128), "v".repeat(256)))))
        .doesNotThrowAnyException();
    assertRefused(List.of(tag("k".repeat(129), "v")));
    assertRefused(List.of(tag("k", "v".repeat(257))));
    assertRefused(List.of(tag("", "v")));
    assertRefused(List.of(tag(null, "v")));
  }

  @Test
  void awsKeepsItsPrefixToItself() {
    assertRefused(List.of(tag("aws:x", "v")));
    assertRefused(List.of(tag("AWS:x", "v")));
    assertThatCode(() -> Tags.check(List.of(tag("awsx", null)))).doesNotThrowAnyException();
  }

  @Test
  void aKeyIsNamedOnce() {
    assertRefused(List.of(tag("a", "1"), tag("a", "2")));
  }

  @Test
  void whatIsAddedToFiftyTakesTheirPlaces() {
    var present = new TreeMap<String, String>();
    Tags.add(tags(50), present);

    Tags.add(List.of(tag("k0", "new")), present);

    assertThat(present).hasSize(50).containsEntry("k0", "new");
    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(() -> Tags.add(List.of(tag("other", "v")), present));
    assertThat(present).doesNotContainKey("other");
  }
}

package dev.longshore.jobfile;

import org.jspecify.annotations.Nullable;

/** Whether an image's name always means the same image. */
final class ImageName {

  private ImageName() {}

  /** What is wrong with {@code image}, a name that the schema allows; null if nothing is. */
  static @Nullable String complaint(String image) {
    if (image.contains("@sha256:")) {
      return null;
    }
    var name = image.substring(image.lastIndexOf('/') + 1);
    var colon = name.indexOf(':');
    if (colon < 0) {
      return "must have a tag or a digest, such as %s:1.4.2, but has none"
          .formatted(Quoted.bare(image));
    }
    return name.substring(colon + 1).equals("latest")
        ? "must have a tag that stays what it is, such as 1.4.2, but has latest"
        : null;
  }
}

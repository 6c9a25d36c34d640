package dev.longshore.cli.render;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A job's image as ECS is told of it. One without a registry is in the account's own ECR, which
 * tasks reach without a way to the internet.
 *
 * @param name a text, or what CloudFormation makes one of
 * @param repository the ARN of its repository, where it is a private one of ECR
 */
record Image(Object name, Optional<Object> repository) {

  private static final Pattern ECR =
      Pattern.compile("([0-9]{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?/(.+)");

  static Image of(String image) {
    var slash = image.indexOf('/');
    var registry = slash < 0 ? "" : image.substring(0, slash);
    if (!isRegistry(registry)) {
      // No job file's image has a character that means something here, see the schema.
      return new Image(
          Cfn.sub("${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/" + image),
          Optional.of(repository("${AWS::Region}", "${AWS::AccountId}", image)));
    }
    var ecr = ECR.matcher(image);
    return new Image(
        image,
        ecr.matches()
            ? Optional.of(repository(ecr.group(2), ecr.group(1), ecr.group(3)))
            : Optional.empty());
  }

  private static boolean isRegistry(String text) {
    return text.contains(".") || text.contains(":") || text.equals("localhost");
  }

  private static Map<String, Object> repository(String region, String account, String image) {
    var name = image.replaceFirst("@.*", "").replaceFirst(":[^/]*$", "");
    return Cfn.sub(
        "arn:${AWS::Partition}:ecr:%s:%s:repository/%s".formatted(region, account, name));
  }
}

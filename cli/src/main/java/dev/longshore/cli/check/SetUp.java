package dev.longshore.cli.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether the steps of a first deployment are done. */
public final class SetUp {

  private static final Set<String> PROVIDERS = Set.of("FARGATE", "FARGATE_SPOT");
  private static final Set<String> SETTLED =
      Set.of(
          "CREATE_COMPLETE",
          "UPDATE_COMPLETE",
          "UPDATE_ROLLBACK_COMPLETE",
          "IMPORT_COMPLETE",
          "IMPORT_ROLLBACK_COMPLETE");

  private SetUp() {}

  /** What the image of a job is found to be. */
  public enum ImageState {
    THERE,
    MISSING,
    /** In a registry that only its tasks can look into. */
    ELSEWHERE
  }

  public static Finding stack(String status) {
    if (SETTLED.contains(status)) {
      return status.contains("ROLLBACK")
          ? Finding.warning(
              "stack", status + ": the last deployment failed, and the one before runs")
          : Finding.ok("stack", status);
    }
    return Finding.wrong("stack", status + ": wait for its end, or see why in CloudFormation");
  }

  /** What is to be said of a cluster; its status is empty where there is none. */
  public static Finding cluster(Optional<String> status, Set<String> providers) {
    if (!status.equals(Optional.of("ACTIVE"))) {
      return Finding.wrong("cluster", status.orElse("is not there") + ": deploy the stack anew");
    }
    return providers.containsAll(PROVIDERS)
        ? Finding.ok("cluster", "ACTIVE, with FARGATE and FARGATE_SPOT")
        : Finding.wrong(
            "cluster",
            "has no capacity provider %s: deploy the stack anew"
                .formatted(
                    PROVIDERS.stream().filter(one -> !providers.contains(one)).sorted().toList()));
  }

  /** Without it, ECS cannot attach network interfaces to tasks. */
  public static Finding ecsRole(boolean isThere) {
    return isThere
        ? Finding.ok("role of ECS", "AWSServiceRoleForECS is there")
        : Finding.wrong(
            "role of ECS",
            "is not there: aws iam create-service-linked-role --aws-service-name"
                + " ecs.amazonaws.com");
  }

  /** Who hears of alarms: so many have confirmed it, so many not yet. */
  public static Finding alarms(int confirmed, int pending) {
    if (confirmed > 0 && pending == 0) {
      return Finding.ok(
          "alarms", confirmed == 1 ? "one hears of them" : confirmed + " hear of them");
    }
    return pending > 0
        ? Finding.warning(
            "alarms", "%d have not confirmed the mail that AWS sent".formatted(pending))
        : Finding.warning("alarms", "nobody hears of them: deploy with AlarmEmail=…");
  }

  public static Finding deadLetters(int messages) {
    return messages == 0
        ? Finding.ok("dead letters", "none")
        : Finding.warning(
            "dead letters", "%d: docs/deploy.md says what they mean".formatted(messages));
  }

  /** What is to be said of a job. */
  public static Finding job(String name, boolean isDeployed, ImageState image) {
    var what = "job " + name;
    if (!isDeployed) {
      return Finding.warning(
          what, "is not deployed as its file is here: longshore render, sam build, sam deploy");
    }
    return switch (image) {
      case THERE -> Finding.ok(what, "is deployed, and its image is there");
      case ELSEWHERE -> Finding.ok(what, "is deployed; its image is in another registry");
      case MISSING -> Finding.wrong(what, "has an image that is not in ECR: push it");
    };
  }

  /** The worst first, and of the same level in their order. */
  public static List<Finding> sorted(List<Finding> findings) {
    var sorted = new ArrayList<>(findings);
    sorted.sort((one, other) -> other.level().compareTo(one.level()));
    return sorted;
  }
}
